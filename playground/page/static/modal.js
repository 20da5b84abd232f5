// A form in a native dialog, which keeps the focus and closes on Escape.
import { draw, h } from './dom.js';
import { describeFields, valuesOf } from './fields.js';

/**
 * Show the form; `submit` gets the values by custom_id, and an error in its answer is shown beside them.
 * @param {Object} state whose people, roles and channels the menus offer
 */
export function openModal(dialog, modal, state, submit) {
  const say = (sentence) => {
    dialog.querySelector('[role=alert]').textContent = sentence;
  };
  const onsubmit = async (event) => {
    event.preventDefault();
    const { error } = await submit(await valuesOf(event.target));
    if (error) say(error);
    else dialog.close();
  };
  draw(dialog, []); // clear an earlier form's text
  draw(dialog, [
    h(
      'form',
      { onsubmit },
      h('h2', { id: 'modal-title' }, modal.title),
      describeFields(modal.components, state),
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
