// The bot of tests.playground.clients.scenario in oceanic.js.
const { ApplicationCommandTypes, ButtonStyles, Client, ComponentTypes, TextInputStyles } = require("oceanic.js");

const client = new Client({
  auth: `Bot ${process.env.TOKEN}`,
  gateway: { intents: ["GUILDS"] },
  rest: { baseURL: `${process.env.API}/v10` },
});

client.once("ready", () => client.application.bulkEditGlobalCommands([
  { type: ApplicationCommandTypes.CHAT_INPUT, name: "card", description: "A card" },
  { type: ApplicationCommandTypes.CHAT_INPUT, name: "large", description: "A large file" },
]));

const button = (customID, label) => ({ type: ComponentTypes.BUTTON, style: ButtonStyles.PRIMARY, customID, label });
const row = (...components) => ({ type: ComponentTypes.ACTION_ROW, components });

const answers = {
  card: (it) => it.createMessage({ content: "Card", components: [
    row(button("again", "Again"), button("form", "Form")),
    row({ type: ComponentTypes.STRING_SELECT, customID: "style", options: [{ label: "Oil", value: "oil" }] }),
  ] }),
  large: async (it) => {
    await it.defer();
    await it.editOriginal({ files: [{ name: "large.bin", contents: Buffer.alloc(9 * 2 ** 20) }] });
  },
  again: (it) => it.createMessage({ content: "Again." }),
  style: (it) => it.createMessage({ content: `Style ${it.data.values.getStrings()[0]}`, flags: 64 }),
  form: (it) => it.createModal({ customID: "words", title: "Words", components: [
    row({ type: ComponentTypes.TEXT_INPUT, customID: "text", label: "Text", style: TextInputStyles.SHORT }),
  ] }),
  words: (it) => it.createMessage({ content: `You wrote ${it.data.components.getTextInput("text", true)}` }),
};

client.on("interactionCreate", (it) => answers[it.data.name ?? it.data.customID](it));
client.on("error", console.error);
client.connect();
