// The part of Discord's markdown that bots use, as described elements. Anything else stays plain text.
import { ownPath } from './address.js';
import { timeElement } from './clock.js';
import { h } from './dom.js';

const INLINE = new RegExp(
  [
    '\\\\(?<escaped>[\\\\*_`~|<>\\[\\]()#@-])',
    '`(?<code>[^`\\n]+)`',
    '\\*\\*(?<bold>(?:[^*]|\\*(?!\\*))+?)\\*\\*',
    '\\*(?<star>[^*\\s](?:[^*\\n]*[^*\\s])?)\\*',
    '(?<!\\w)_(?<under>[^_\\s](?:[^_\\n]*[^_\\s])?)_(?!\\w)',
    '<@!?(?<user>\\d+)>',
    '<#(?<channel>\\d+)>',
    '</(?<command>[^:>\\n]+):\\d+>',
    '<t:(?<unix>-?\\d{1,12})(?::(?<format>[tTdDfFR]))?>',
    '\\[(?<label>[^\\]\\n]+)\\]\\((?<target>[^()\\s]+)\\)',
    '(?<url>https?://[^\\s<>]+)',
  ].join('|'),
  'gu',
);

/** The address of a message at Discord. */
const MESSAGE = /^https:\/\/discord\.com\/channels\/(\d+|@me)\/(\d+)\/(\d+)$/u;

/**
 * @param {string} text
 * @param {import('./message.js').Around} around
 */
export function markdown(text, around) {
  return text.split(/```(?:\w*\n)?([^]*?)```/u).flatMap((part, index) => {
    if (index % 2 === 1) return [h('discord-code', { multiline: true }, part.replace(/\n$/u, ''))];
    return lines(part, around);
  });
}

function lines(text, around) {
  const out = [];
  let blockBefore = true; // a block ends its own line; two plain lines need a break between them
  for (const line of text.replace(/^\n|\n$/gu, '').split('\n')) {
    const block = blockOf(line, around);
    if (block) {
      out.push(block);
    } else {
      if (!blockBefore) out.push(h('br'));
      out.push(...inline(line, around));
    }
    blockBefore = Boolean(block);
  }
  return out;
}

function blockOf(line, around) {
  if (line.startsWith('> ')) return h('discord-quote', {}, h('span', {}, inline(line.slice(2), around)));
  if (line.startsWith('-# ')) return h('discord-subscript', {}, inline(line.slice(3), around));
  return null;
}

/** One line of text without blocks such as quotes, as an embed's title may contain. */
export function inline(text, around) {
  const out = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    out.push(text.slice(end, match.index), element(match[0], match.groups, around));
    end = match.index + match[0].length;
  }
  out.push(text.slice(end));
  return out;
}

function element(whole, found, around) {
  if (found.escaped !== undefined) return found.escaped;
  if (found.code !== undefined) return h('discord-code', {}, found.code);
  if (found.bold !== undefined) return h('strong', {}, inline(found.bold, around));
  if (found.star !== undefined) return h('em', {}, inline(found.star, around));
  if (found.under !== undefined) return h('em', {}, inline(found.under, around));
  if (found.user !== undefined) return mention(found.user, around);
  if (found.channel !== undefined) return channelMention(found.channel, whole, around);
  if (found.command !== undefined) return h('discord-mention', { type: 'slash' }, found.command);
  if (found.unix !== undefined) return timeElement(Number(found.unix), found.format ?? 'f');
  if (found.label !== undefined) return link(found.label, found.target, whole, around);
  return link(null, found.url, whole, around);
}

function mention(id, { nameOf, me }) {
  return h('discord-mention', { type: 'user', highlight: id === me }, nameOf(id) ?? 'someone');
}

function channelMention(id, whole, { state }) {
  const channel = state.channels.find((each) => each.id === id);
  return channel ? h('discord-mention', { type: 'channel' }, channel.name) : whole;
}

/** Only this page's own addresses become links, and those of messages in these channels; others stay text. */
function link(label, target, whole, { state, jump }) {
  const [, guild, channelId, messageId] = target.match(MESSAGE) ?? [];
  const channel = guild === state.guild.id && state.channels.find(({ id }) => id === channelId);
  if (channel) {
    const onclick = () => jump(channelId, messageId);
    return h('button', { type: 'button', class: 'jump', onclick }, label ?? `#${channel.name} › message`);
  }
  const here = ownPath(target);
  return here ? h('a', { href: here, target: '_blank', rel: 'noopener' }, label ?? target) : whole;
}
