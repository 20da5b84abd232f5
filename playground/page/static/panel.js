// The panel above the composer: the command with its options as chips, and the list of suggestions.
import { draw, h } from './dom.js';

/**
 * @param {import('./suggest.js').Reading} reading
 * @param {function(Object): void} onOption called with a clicked option
 */
export function drawCommand(parent, reading, onOption) {
  if (reading.kind !== 'options') {
    draw(parent, []);
    return;
  }
  const { command, given, current } = reading;
  const valueOf = (option) => given.find((piece) => piece.option === option)?.value;
  const explained = current?.option ?? command.options.find((option) => option.required && !valueOf(option));
  draw(
    parent,
    [
      h('p', { class: 'command-name' }, h('strong', {}, `/${command.name}`), ' ', h('span', {}, command.description)),
      command.options.length > 0 &&
        h(
          'div',
          { class: 'chips' },
          command.options.map((option) =>
            chip(option, valueOf(option), option === current?.option, () => onOption(option)),
          ),
        ),
      explained &&
        h('p', { class: 'explained' }, h('strong', {}, explained.name), ` ${explained.description}${range(explained)}`),
    ].filter(Boolean),
  );
}

function chip(option, value, isCurrent, onclick) {
  const state = value ? 'given' : option.required ? 'needed' : 'optional';
  const shown = value || (option.required ? 'needed' : '+');
  return h(
    'button',
    {
      type: 'button',
      class: `chip ${state}${isCurrent ? ' current' : ''}`,
      'data-option': option.name,
      title: option.description,
      onclick,
    },
    h('span', { class: 'chip-name' }, option.name),
    h('span', { class: 'chip-value' }, shown),
  );
}

function range({ min_value: min, max_value: max }) {
  if (min !== undefined && max !== undefined) return ` (${min} to ${max})`;
  if (min !== undefined) return ` (${min} or more)`;
  return max === undefined ? '' : ` (up to ${max})`;
}

/**
 * @param {import('./suggest.js').Suggestion[]} items
 * @param {number} active the index that the arrow keys selected, or -1
 */
export function drawChoices(parent, items, active, onPick) {
  parent.hidden = items.length === 0;
  draw(
    parent,
    items.map((item, index) =>
      h(
        'div',
        {
          key: `${index} ${item.label}`,
          id: `choice-${index}`,
          role: 'option',
          class: 'choice',
          'aria-selected': String(index === active),
          onclick: () => onPick(item),
          // Otherwise the click would first take the focus from the composer.
          onmousedown: (event) => event.preventDefault(),
        },
        h('span', { class: 'choice-label' }, item.label),
        item.detail && h('span', { class: 'choice-detail' }, item.detail),
      ),
    ),
  );
  parent.children[active]?.scrollIntoView({ block: 'nearest' });
}
