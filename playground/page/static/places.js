// The list of channels: those of the guild with their threads, and the direct messages with the bot.
import { draw, h } from './dom.js';

const STORED = 'easel-channel';
export const KIND = { text: 0, dm: 1, voice: 2, news: 5, forum: 15 };
const THREADS = new Set([10, 11, 12]);
const SIGNS = { [KIND.dm]: '@', [KIND.voice]: '♪', [KIND.news]: '!', [KIND.forum]: '≡', 12: '⚿' };
const WORDS = { [KIND.dm]: 'direct messages', [KIND.voice]: 'voice channel', [KIND.forum]: 'forum', 12: 'private thread' };

export function storedChannel() {
  return sessionStorage.getItem(STORED) ?? '';
}

export function storeChannel(id) {
  sessionStorage.setItem(STORED, id);
}

export function signOf({ kind }) {
  return SIGNS[kind] ?? (THREADS.has(kind) ? '↳' : '#');
}

/** What is said above the first message. */
export function welcomeTo({ kind }, { bot, commands }) {
  if (kind === KIND.forum) return 'A forum has only posts: they are in the list of channels';
  if (commands.length === 0) return `${bot.name} has no commands here`;
  return 'Describe a picture, watch it being painted';
}

/** What a person may open here: "thread", "post", or nothing. */
export function opensHere({ kind, may_open_threads: may }) {
  if (kind === KIND.forum) return 'post';
  return may && (kind === KIND.text || kind === KIND.news) ? 'thread' : '';
}

/**
 * @param {Object[]} channels
 * @param {string} here the id of the channel that is shown
 * @param {Set<string>} unread the ids of those with news
 * @param {function(string): void} onGo called with a channel's id
 */
export function drawPlaces(parent, channels, here, unread, onGo) {
  const row = (channel) =>
    h(
      'li',
      { key: channel.id, class: channel.parent ? 'inner' : null },
      h(
        'button',
        {
          type: 'button',
          class: `channel-link${unread.has(channel.id) ? ' unread' : ''}`,
          'aria-current': channel.id === here ? 'page' : null,
          'aria-label': [channel.name, WORDS[channel.kind], unread.has(channel.id) && 'news'].filter(Boolean).join(', '),
          onclick: () => onGo(channel.id),
        },
        h('span', { 'aria-hidden': 'true' }, signOf(channel)),
        ` ${channel.name}`,
      ),
    );
  const threadsOf = ({ id }) => channels.filter(({ parent: of, archived }) => of === id && !archived);
  const own = channels.filter(({ kind }) => kind === KIND.dm);
  const tops = channels.filter((channel) => !channel.parent && channel.kind !== KIND.dm);
  draw(parent, [
    ...tops.flatMap((channel) => [row(channel), ...threadsOf(channel).map(row)]),
    own.length > 0 && h('li', { key: 'own', class: 'heading' }, 'Direct messages'),
    ...own.map(row),
  ].filter(Boolean));
}

/** The form in which an admin says what the bot may do in a channel. */
export function allowingForm({ name, bot_may: options }, bot) {
  const boxes = { type: 22, custom_id: 'allowed', options, required: false };
  const label = 'Allowed here, as far as its role allows it';
  return { title: `What ${bot.name} may do in ${name}`, components: [{ type: 18, label, component: boxes }] };
}

/** The form for a new thread or a new post, in the shape of a bot's form. */
export function openingForm(what) {
  const field = (label, component) => ({ type: 18, label, component });
  const name = field('Name', { type: 4, custom_id: 'name', style: 1, max_length: 100 });
  const first = field('First message', { type: 4, custom_id: 'content', style: 2, max_length: 2000 });
  const own = field('Private', { type: 23, custom_id: 'private' });
  return what === 'post'
    ? { title: 'New post', components: [name, first] }
    : { title: 'New thread', components: [name, own] };
}
