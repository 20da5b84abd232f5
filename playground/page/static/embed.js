// One embed of a message, as described elements.
import { attachmentPath } from './address.js';
import { shortTime } from './clock.js';
import { h } from './dom.js';
import { inline, markdown } from './markdown.js';
import { describePicture } from './picture.js';

export function describeEmbed(embed, message, around, key) {
  return h(
    'discord-embed',
    { slot: 'embeds', key, color: colourOf(embed) },
    embed.author?.name && h('p', { slot: 'description', class: 'embed-author' }, embed.author.name),
    embed.title && h('h3', { slot: 'description', class: 'embed-title' }, inline(embed.title, around)),
    embed.description &&
      h('discord-embed-description', { slot: 'description' }, h('div', {}, markdown(embed.description, around))),
    embed.fields?.length > 0 &&
      h(
        'discord-embed-fields',
        { slot: 'fields' },
        embed.fields.map((field) => describeField(field, around)),
      ),
    describeMedia(embed, message),
    describeFooter(embed),
  );
}

function colourOf({ color }) {
  return Number.isInteger(color) ? `#${color.toString(16).padStart(6, '0')}` : '#5b5f68';
}

function describeField(field, around) {
  return h(
    'discord-embed-field',
    { class: field.inline ? 'inline' : null },
    h('div', { class: 'field-name' }, inline(field.name, around)),
    h('div', {}, markdown(field.value, around)),
  );
}

function describeMedia(embed, message) {
  const media = embed.image ?? embed.thumbnail;
  if (!media) return null;
  const path = attachmentPath(media.url, message.attachments);
  if (!path) return h('p', { slot: 'fields', class: 'elsewhere' }, `Picture not shown, because it is on another site: ${media.url}`);
  const { width, height, description } = media;
  return describePicture({ path, width, height, alt: description ?? embed.title, slot: 'fields', key: 'media' });
}

function describeFooter({ footer, timestamp }) {
  const parts = [footer?.text, timestamp && shortTime(timestamp)].filter(Boolean);
  if (parts.length === 0) return null;
  return h('discord-embed-footer', { slot: 'footer' }, h('span', {}, parts.join(' • ')));
}
