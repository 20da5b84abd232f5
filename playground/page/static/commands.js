// Parses the text in the composer: the command that it names and the options that it gives.
import { withEntities } from './entities.js';

const CHAT_INPUT = 1;
const SUBCOMMAND = 1;
const GROUP = 2;
export const TYPE = { string: 3, integer: 4, boolean: 5, number: 10, attachment: 11 };

/**
 * @typedef {{name: string, description: string, options: Object[]}} Command a command that can be sent
 * @typedef {{option: Object, value: string, start: number, end: number}} Given an option and its place in the text
 */

/**
 * The registered commands as people see them: "settings size" is one, and required options come first. Options that name
 * people, roles or channels have these as their choices.
 */
export function flatten(registered, state) {
  return registered
    .filter((command) => (command.type ?? CHAT_INPUT) === CHAT_INPUT)
    .flatMap((command) => leaves(command, command.name, state))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function leaves(node, name, state) {
  const options = (node.options ?? []).map((option) => withEntities(option, state));
  const below = options.filter((option) => option.type === SUBCOMMAND || option.type === GROUP);
  if (below.length > 0) return below.flatMap((child) => leaves(child, `${name} ${child.name}`, state));
  const sorted = [...options].sort((a, b) => Number(Boolean(b.required)) - Number(Boolean(a.required)));
  return [{ name, description: node.description, options: sorted }];
}

/** The command that `text` names in full, the longest name first: "/settings size" before "/settings". */
export function commandIn(text, commands) {
  const named = commands.filter(({ name }) => text === `/${name}` || text.startsWith(`/${name} `));
  return named.sort((a, b) => b.name.length - a.name.length)[0];
}

/** The commands that match the text after the slash: those that begin with it, then those that contain it. */
export function matching(text, commands) {
  const wanted = text.slice(1).trimStart().toLowerCase();
  const rank = ({ name }) => (name.startsWith(wanted) ? 0 : 1);
  return commands.filter(({ name }) => name.includes(wanted)).sort((a, b) => rank(a) - rank(b));
}

/**
 * Find `name: value` pairs. Text before the first pair belongs to the command's first option, so "/imagine a red circle"
 * works too.
 * @returns {Given[]}
 */
export function givenIn(text, command) {
  const from = command.name.length + 1;
  const names = command.options
    .map(({ name }) => name)
    .sort((a, b) => b.length - a.length)
    .join('|');
  const heads = names ? [...text.matchAll(new RegExp(`(?<=\\s)(${names}):`, 'giu'))] : [];
  const pieces = heads.map((head, index) => ({
    option: command.options.find(({ name }) => name === head[1].toLowerCase()),
    start: head.index + head[0].length,
    end: heads[index + 1]?.index ?? text.length,
  }));
  const loose = { option: command.options[0], start: from, end: heads[0]?.index ?? text.length };
  if (command.options.length > 0 && text.slice(loose.start, loose.end).trim()) pieces.unshift(loose);
  return pieces.map((piece) => ({ ...piece, value: text.slice(piece.start, piece.end).trim() }));
}

/** The options for the bot, or a sentence that says what is wrong. */
export function readOptions(text, command) {
  const options = {};
  if (command.options.length === 0 && text.slice(command.name.length + 1).trim()) {
    return { error: `/${command.name} takes no options.` };
  }
  for (const { option, value } of givenIn(text, command)) {
    if (option.name in options) return { error: `${option.name} is given twice.` };
    if (value === '') return { error: `${option.name} has no value yet: ${option.description}` };
    const read = readValue(value, option);
    if (read.error) return read;
    options[option.name] = read.value;
  }
  const missing = command.options.find((option) => option.required && !(option.name in options));
  if (missing) return { error: `${missing.name} is needed: ${missing.description}` };
  return { options };
}

function readValue(text, option) {
  const named = (option.choices ?? []).find((choice) => same(choice.name, text) || same(String(choice.value), text));
  if (named) return { value: named.value };
  if (option.choices?.length > 0) {
    return { error: `${option.name} must be one of: ${option.choices.map(({ name }) => name).join(', ')}.` };
  }
  if (option.type === TYPE.boolean) return readBoolean(text, option);
  if (option.type === TYPE.integer || option.type === TYPE.number) return readNumber(text, option);
  return { value: text };
}

function readBoolean(text, { name }) {
  if (/^(?:true|yes)$/iu.test(text)) return { value: true };
  if (/^(?:false|no)$/iu.test(text)) return { value: false };
  return { error: `${name} must be true or false.` };
}

function readNumber(text, { name, type, min_value: min, max_value: max }) {
  const value = Number(text);
  if (type === TYPE.integer && !Number.isSafeInteger(value)) return { error: `${name} must be a whole number.` };
  if (!Number.isFinite(value)) return { error: `${name} must be a number.` };
  if (min !== undefined && value < min) return { error: `${name} must be ${min} or more.` };
  if (max !== undefined && value > max) return { error: `${name} must be ${max} or less.` };
  return { value };
}

function same(a, b) {
  return a.toLowerCase() === b.toLowerCase();
}

/** The options given so far that can be read, for the autocompletion of one option. */
export function readSoFar(text, command) {
  const entries = givenIn(text, command)
    .map(({ option, value }) => [option.name, readValue(value, option).value])
    .filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries);
}
