// The fields of a form: texts, menus, files, and things to tick.
import { choicesOf } from './entities.js';
import { packed } from './files.js';
import { h } from './dom.js';

const TEXT_INPUT = 4;
const TEXT_DISPLAY = 10;
const FILE_UPLOAD = 19;
const RADIO_GROUP = 21;
const CHECKBOX_GROUP = 22;
const CHECKBOX = 23;
const PARAGRAPH = 2;

/**
 * The fields below these components. They are in action rows, or in labels, which then have the words.
 * @param {Object} state whose people, roles and channels the menus offer
 */
export function describeFields(components, state) {
  return (components ?? []).flatMap((component) => {
    if (component.type === TEXT_DISPLAY) return [h('p', { class: 'hint' }, component.content)];
    if (component.component) {
      const { label, description = '' } = component;
      return [describeField(component.component, label, description, state)];
    }
    if (component.components) return describeFields(component.components, state);
    return component.custom_id ? [describeField(component, component.label, '', state)] : [];
  });
}

function describeField(field, label, hint, state) {
  const needed = field.required !== false && field.type !== CHECKBOX;
  const words = [
    h('span', { class: 'label' }, label ?? field.custom_id, needed && h('span', { class: 'required' }, ' needed')),
    hint && h('span', { class: 'hint' }, hint),
  ];
  const group = field.type === RADIO_GROUP || field.type === CHECKBOX_GROUP;
  if (group) return h('fieldset', { 'aria-label': label }, ...words, describeGroup(field));
  return h('label', {}, ...words, describeControl(field, needed, state));
}

function describeControl(field, needed, state) {
  const props = { name: field.custom_id, 'data-field': field.type, required: needed };
  if (field.type === TEXT_INPUT) return describeText(field, props);
  if (field.type === CHECKBOX) return h('input', { ...props, type: 'checkbox', checked: field.default });
  if (field.type === FILE_UPLOAD) {
    const required = needed && field.min_values !== 0;
    return h('input', { ...props, required, type: 'file', multiple: field.max_values > 1 });
  }
  const choices = choicesOf(field, state);
  if (!choices) return h('span', { class: 'hint' }, 'This page cannot show this field.');
  const many = (field.max_values ?? 1) > 1;
  return h(
    'select',
    { ...props, multiple: many },
    !many && h('option', { value: '' }, field.placeholder ?? 'Choose'),
    choices.map(({ name, value, chosen }) => h('option', { value, selected: chosen }, name)),
  );
}

function describeText(field, props) {
  const isLong = field.style === PARAGRAPH;
  return h(
    isLong ? 'textarea' : 'input',
    {
      ...props,
      placeholder: field.placeholder,
      minlength: field.min_length,
      maxlength: field.max_length,
      ...(isLong ? { rows: 4 } : { type: 'text', value: field.value }),
    },
    isLong && field.value,
  );
}

function describeGroup({ type, custom_id: name, options, required }) {
  const one = type === RADIO_GROUP;
  return options.map(({ label, value, default: checked }) =>
    h(
      'label',
      { class: 'tick' },
      h('input', {
        type: one ? 'radio' : 'checkbox',
        name,
        value,
        checked,
        'data-field': type,
        required: one && required !== false,
      }),
      ` ${label}`,
    ),
  );
}

/** What is filled in, by custom_id: a text, a list of values or of files, one value, or yes and no. */
export async function valuesOf(form) {
  const values = {};
  for (const field of form.querySelectorAll('[data-field]')) {
    const { name } = field;
    const type = Number(field.dataset.field);
    if (type === TEXT_INPUT) values[name] = field.value;
    else if (type === CHECKBOX) values[name] = field.checked;
    else if (type === FILE_UPLOAD) values[name] = await Promise.all([...field.files].map(packed));
    else if (type === RADIO_GROUP || type === CHECKBOX_GROUP) {
      values[name] ??= [];
      if (field.checked) values[name].push(field.value);
    } else values[name] = [...field.selectedOptions].map(({ value }) => value).filter(Boolean);
  }
  return values;
}
