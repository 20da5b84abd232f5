// Suggestions for the composer's text: commands while one is being typed, then values for the option at the caret.
import { TYPE, commandIn, givenIn, matching } from './commands.js';

/**
 * @typedef {{label: string, detail: string, text: string, caret: number}} Suggestion `text` is the text after it is taken
 * @typedef {Object} Reading
 * @property {'nothing'|'commands'|'options'} kind
 * @property {Suggestion[]} items
 * @property {import('./commands.js').Command} [command]
 * @property {import('./commands.js').Given[]} [given]
 * @property {import('./commands.js').Given} [current] the option at the caret
 */

/** @returns {Reading} */
export function read(text, caret, commands) {
  if (!text.startsWith('/')) return { kind: 'nothing', items: [] };
  const command = commandIn(text, commands);
  if (!command || text === `/${command.name}`) {
    return { kind: 'commands', items: matching(text, commands).map(commandItem) };
  }
  const given = givenIn(text, command);
  const current = given.find(({ start, end }) => caret >= start && caret <= end);
  return {
    kind: 'options',
    command,
    given,
    current,
    items: current ? choiceItems(text, current, fixedChoices(current.option)) : [],
  };
}

/** The text of a command that was just chosen, up to its first required value. */
export function textFor(command) {
  const first = command.options.find(({ required }) => required);
  return first ? `/${command.name} ${first.name}: ` : `/${command.name} `;
}

/** The text with one more option at its end, ready for its value. */
export function withOption(text, option) {
  return `${text.trimEnd()} ${option.name}: `;
}

function commandItem(command) {
  const text = textFor(command);
  return { label: `/${command.name}`, detail: command.description, text, caret: text.length };
}

function fixedChoices(option) {
  if (option.type === TYPE.boolean)
    return [
      { name: 'true', value: 'true' },
      { name: 'false', value: 'false' },
    ];
  return option.choices ?? [];
}

/** Filter fixed choices; the bot has filtered those that it completes. */
export function choiceItems(text, { option, value, start, end }, choices) {
  const insertOf = (choice) => String(option.autocomplete ? choice.value : choice.name);
  // A value that is there already needs no suggestion, so that Enter sends it.
  if (choices.some((choice) => insertOf(choice) === value)) return [];
  const fitting = option.autocomplete
    ? choices
    : choices.filter(({ name }) => name.toLowerCase().includes(value.toLowerCase()));
  return fitting.map((choice) => {
    const before = `${text.slice(0, start)} ${insertOf(choice)} `;
    return { label: choice.name, detail: '', text: before + text.slice(end), caret: before.length };
  });
}
