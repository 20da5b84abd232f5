// A message's controls: its buttons, its menus and its reactions.
import { choicesOf } from './entities.js';
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
  return h(
    'discord-action-row',
    { slot: 'components', key },
    row.components.map((component) =>
      component.type === BUTTON ? describeButton(component, message, around) : describeMenu(component, message, around),
    ),
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

/** A menu: one choice is sent at once, several with a button. */
function describeMenu(menu, message, around) {
  const choices = choicesOf(menu, around.state);
  if (!choices) return null;
  const { custom_id: id, disabled, min_values: least = 1, max_values: most = 1 } = menu;
  const several = most > 1 || least === 0;
  const choose = (select) => {
    const values = [...select.selectedOptions].map(({ value }) => value);
    around.act({ do: 'click', message: message.id, custom_id: id, values });
  };
  const onchange = ({ target }) => {
    choose(target);
    target.selectedIndex = 0;
  };
  const placeholder = menu.placeholder ?? 'Choose';
  const select = h(
    'select',
    {
      class: 'menu',
      'data-custom-id': id,
      'aria-label': placeholder,
      disabled: Boolean(disabled),
      multiple: several,
      onchange: several ? null : onchange,
    },
    !several && h('option', { value: '', disabled: true, selected: true }, placeholder),
    choices.map(({ name, value, chosen }) => h('option', { value, selected: several && chosen }, name)),
  );
  const onclick = ({ target }) => choose(target.previousElementSibling);
  return several ? [select, h('button', { type: 'button', class: 'choose', onclick }, 'Choose')] : select;
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
