// One message of the channel, as described elements.
import { attachmentPath } from './address.js';
import { shortTime } from './clock.js';
import { describeReactions, describeRows } from './controls.js';
import { h } from './dom.js';
import { describeEmbed } from './embed.js';
import { inline, markdown } from './markdown.js';
import { describePicture } from './picture.js';

const ON_MESSAGE = 3;

/**
 * What a message needs to know about the page.
 * @typedef {Object} Around
 * @property {string} me
 * @property {Object} state the guild, its channels, people, roles and commands
 * @property {function(string): (string|undefined)} nameOf
 * @property {function(string): string} avatarFor
 * @property {function(string): (Object|undefined)} messageWith
 * @property {function(Object): void} act
 * @property {function(string, string): void} jump shows a message, by its channel's id and its own
 * @property {function(string): void} dismiss
 */

/**
 * The parts have keys, so the browser need not reload pictures when another part comes or goes.
 * @param {Object} message
 * @param {Around} around
 * @param {boolean} continues whether the message above has the same author
 */
export function describeMessage(message, around, continues) {
  const { author } = message;
  return h(
    'discord-message',
    {
      key: message.id,
      'data-message-id': message.id,
      author: authorName(author, around),
      avatar: around.avatarFor(author.id),
      bot: Boolean(author.bot),
      timestamp: shortTime(message.timestamp),
      edited: Boolean(message.edited_timestamp),
      'message-body-only': continues,
      highlight: (message.mentions ?? []).some((person) => person.id === around.me),
      class: message.ephemeral_to ? 'ephemeral' : null,
    },
    describeOrigin(message, around),
    describeText(message, around),
    describeFiles(message),
    (message.embeds ?? []).map((embed, index) => describeEmbed(embed, message, around, `embed ${index}`)),
    describeRows(message, around),
    describeReactions(message, around),
    describeApps(message, around),
    message.ephemeral_to && describeEphemeral(message, around),
  );
}

/** Whether its author and the message that it answers need not be shown again. */
export function continuesFrom(before, message) {
  return (
    Boolean(before) &&
    before.author.id === message.author.id &&
    !message.interaction &&
    !message.message_reference &&
    Boolean(before.ephemeral_to) === Boolean(message.ephemeral_to) &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < 5 * 60 * 1000
  );
}

function authorName({ id, global_name: name, username }, { nameOf }) {
  return nameOf(id) ?? name ?? username;
}

function describeOrigin({ interaction, message_reference: reference }, around) {
  if (interaction) {
    const { person_id: id, name } = interaction;
    return h('discord-command', {
      slot: 'reply',
      author: around.nameOf(id) ?? 'Someone',
      avatar: around.avatarFor(id),
      command: name,
    });
  }
  if (!reference) return null;
  const original = around.messageWith(String(reference.message_id));
  if (!original) return h('discord-reply', { slot: 'reply', deleted: true, avatar: 'data:,' });
  const { author } = original;
  const text = original.content || original.embeds?.[0]?.title || 'a picture';
  return h(
    'discord-reply',
    {
      slot: 'reply',
      author: authorName(author, around),
      avatar: around.avatarFor(author.id),
      bot: Boolean(author.bot),
    },
    h('span', {}, inline(text.split('\n')[0], around)),
  );
}

function describeText(message, around) {
  if (message.state === 'thinking')
    return h('span', { class: 'thinking' }, `${around.nameOf(message.author.id)} is thinking…`);
  if (message.state === 'failed') return h('span', { class: 'failed' }, 'The bot did not respond.');
  return message.content ? h('span', { class: 'text' }, markdown(message.content, around)) : null;
}

function describeFiles({ attachments = [] }) {
  if (attachments.length === 0) return null;
  return h(
    'discord-attachments',
    { slot: 'attachments', key: 'files' },
    attachments.map((file, index) => {
      const path = attachmentPath(file.url);
      if (!path) return h('span', {}, file.filename);
      if (!file.content_type?.startsWith('image/'))
        return h('a', { href: path, download: file.filename }, file.filename);
      const { width, height, description } = file;
      return describePicture({ path, width, height, alt: description, key: `picture ${index}` });
    }),
  );
}

/** The commands that can be used on a message. Discord's client has them in the message's menu, under "Apps". */
function describeApps(message, { state, act }) {
  const commands = state.commands.filter(({ type }) => type === ON_MESSAGE);
  if (commands.length === 0 || message.state) return null;
  return h(
    'p',
    { slot: 'thread', class: 'apps', key: 'apps' },
    commands.map(({ name }) =>
      h('button', { type: 'button', onclick: () => act({ do: 'use_on', command: name, message: message.id }) }, name),
    ),
  );
}

function describeEphemeral({ id }, around) {
  return h(
    'p',
    { slot: 'thread', class: 'only-you' },
    'Only you can see this. ',
    h('button', { type: 'button', onclick: () => around.dismiss(id) }, 'Dismiss'),
  );
}
