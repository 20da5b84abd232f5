// A form that the bot opens: text inputs in a native dialog, which keeps the focus and closes on Escape.
import { draw, h } from './dom.js';

const TEXT_INPUT = 4;
const PARAGRAPH = 2;

/** The text inputs as `{input, label, hint}`. They are in action rows, or in labels, which then have the words. */
function inputsIn(components) {
  return (components ?? []).flatMap((component) => {
    if (component.type === TEXT_INPUT)
      return [{ input: component, label: component.label ?? component.custom_id, hint: '' }];
    if (component.component) {
      const { label, description = '' } = component;
      return inputsIn([component.component]).map((found) => ({ ...found, label, hint: description }));
    }
    return inputsIn(component.components);
  });
}

function describeInput({ input, label, hint }) {
  const isLong = input.style === PARAGRAPH;
  return h(
    'label',
    {},
    h('span', { class: 'label' }, label, input.required !== false && h('span', { class: 'required' }, ' needed')),
    hint && h('span', { class: 'hint' }, hint),
    h(
      isLong ? 'textarea' : 'input',
      {
        name: input.custom_id,
        placeholder: input.placeholder,
        required: input.required !== false,
        minlength: input.min_length,
        maxlength: input.max_length,
        ...(isLong ? { rows: 4 } : { type: 'text', value: input.value }),
      },
      isLong && input.value,
    ),
  );
}

/** Show the form; `submit` gets the values by custom_id, and an error in its answer is shown beside them. */
export function openModal(dialog, modal, submit) {
  const say = (sentence) => {
    dialog.querySelector('[role=alert]').textContent = sentence;
  };
  const onsubmit = async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.target));
    const { error } = await submit({ do: 'modal', custom_id: modal.custom_id, values });
    if (error) say(error);
    else dialog.close();
  };
  draw(dialog, []); // clear an earlier form's text
  draw(dialog, [
    h(
      'form',
      { onsubmit },
      h('h2', { id: 'modal-title' }, modal.title),
      inputsIn(modal.components).map(describeInput),
      h('p', { role: 'alert', class: 'error' }),
      h(
        'div',
        { class: 'modal-buttons' },
        h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
        h('button', { type: 'submit', class: 'primary' }, 'Submit'),
      ),
    ),
  ]);
  if (!dialog.open) dialog.showModal();
}
