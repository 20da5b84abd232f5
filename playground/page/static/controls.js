// A message's controls: its buttons and its reactions.
import { h } from './dom.js';

const ACTION_ROW = 1;
const BUTTON = 2;
const LINK_STYLE = 5;
const BUTTON_TYPES = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'destructive' };

export function describeRows(message, around) {
  return (message.components ?? [])
    .filter((row) => row.type === ACTION_ROW)
    .map((row, index) => describeRow(row, message, around, `row ${index}`));
}

function describeRow(row, message, around, key) {
  const buttons = row.components.filter((component) => component.type === BUTTON);
  return h(
    'discord-action-row',
    { slot: 'components', key },
    buttons.map((button) => describeButton(button, message, around)),
  );
}

function describeButton(button, message, around) {
  const emoji = button.emoji?.id ? `:${button.emoji.name}:` : button.emoji?.name;
  const label = [emoji, button.label].filter(Boolean).join(' ');
  // A link would leave the playground, so its address is shown as text, to copy.
  if (button.style === LINK_STYLE) return h('span', { class: 'outside' }, `${label}: ${button.url}`);
  const click = () => around.act({ do: 'click', message: message.id, custom_id: button.custom_id });
  return h(
    'discord-button',
    {
      type: BUTTON_TYPES[button.style] ?? 'secondary',
      disabled: Boolean(button.disabled),
      'data-custom-id': button.custom_id,
      onclick: button.disabled ? null : click,
    },
    label,
  );
}

export function describeReactions({ id, reactions = [] }, around) {
  if (reactions.length === 0) return null;
  return h(
    'discord-reactions',
    { slot: 'reactions', key: 'reactions' },
    reactions.map(({ emoji, count, people = [] }) => {
      const mine = people.includes(around.me);
      const toggle = () => around.act({ do: mine ? 'unreact' : 'react', message: id, emoji });
      const keys = (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        toggle();
      };
      const props = { emoji, count, reacted: mine, role: 'button', tabindex: 0, onclick: toggle, onkeydown: keys };
      const names = people.map((person) => around.nameOf(person) ?? 'someone').join(', ');
      return h('discord-reaction', {
        ...props,
        key: emoji,
        title: names,
        'aria-pressed': String(mine),
        'aria-label': `Reaction ${emoji}, ${count}: ${names}`,
      });
    }),
  );
}
