// The bot of tests.playground.clients.scenario in discord.js.
const { ActionRowBuilder, ButtonBuilder, ButtonStyle, Client, GatewayIntentBits, MessageFlags, ModalBuilder,
  StringSelectMenuBuilder, TextInputBuilder, TextInputStyle } = require("discord.js");

const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: process.env.API } });

client.once("clientReady", () => client.application.commands.set([
  { name: "card", description: "A card" }, { name: "large", description: "A large file" },
]));

const button = (id, label) => new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Primary);
const row = (...components) => new ActionRowBuilder().addComponents(...components);

const answers = {
  card: (it) => it.reply({ content: "Card", components: [
    row(button("again", "Again"), button("form", "Form")),
    row(new StringSelectMenuBuilder().setCustomId("style").addOptions({ label: "Oil", value: "oil" })),
  ] }),
  large: async (it) => {
    await it.deferReply();
    await it.editReply({ files: [{ attachment: Buffer.alloc(9 * 2 ** 20), name: "large.bin" }] });
  },
  again: (it) => it.reply("Again."),
  style: (it) => it.reply({ content: `Style ${it.values[0]}`, flags: MessageFlags.Ephemeral }),
  form: (it) => {
    const text = new TextInputBuilder().setCustomId("text").setLabel("Text").setStyle(TextInputStyle.Short);
    return it.showModal(new ModalBuilder().setCustomId("words").setTitle("Words").addComponents(row(text)));
  },
  words: (it) => it.reply(`You wrote ${it.fields.getTextInputValue("text")}`),
};

client.on("interactionCreate", (it) => answers[it.commandName ?? it.customId](it));
client.login(process.env.TOKEN);
