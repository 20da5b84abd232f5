// The composer: its one line of text is the state, and the panel above it is a view of that text.
import { TYPE, commandIn, flatten, readOptions, readSoFar } from './commands.js';
import { packed, pickFile } from './files.js';
import { drawChoices, drawCommand } from './panel.js';
import { choiceItems, read, withOption } from './suggest.js';

const AUTOCOMPLETE_PAUSE_MS = 150;

export class Composer {
  /**
   * @param {Object<string, HTMLElement>} parts
   * @param {function(Object): Promise<Object>} act does something as the person
   * @param {function(): void} onSent called when something was sent
   */
  constructor(parts, act, onSent) {
    this.parts = parts;
    this.act = act;
    this.onSent = onSent;
    this.commands = [];
    this.names = [];
    this.files = new Map(); // what was picked for an option, by the option's name
    this.items = [];
    this.active = -1;
    this.known = { option: null, choices: [] }; // the bot's last choices, shown until the next ones come
    this.lastSent = '';
    this.question = 0; // each keystroke asks again, and late answers to earlier questions are dropped
    const { box, send } = parts;
    box.addEventListener('input', () => this.refresh());
    box.addEventListener('click', () => this.refresh());
    box.addEventListener('keydown', (event) => this.onKey(event));
    box.addEventListener(
      'keyup',
      ({ key }) => ['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(key) && this.refresh(),
    );
    send.addEventListener('click', () => this.send());
  }

  /** Offer these commands, and complete the names of `state`'s people, roles and channels. */
  setCommands(registered, state) {
    this.commands = flatten(registered, state);
    this.names = [...state.people, state.bot];
    this.refresh();
  }

  /** Put `text` into the box as if it had been typed, and the focus after it. */
  fill(text, caret = text.length) {
    const { box } = this.parts;
    box.value = text;
    box.focus();
    box.setSelectionRange(caret, caret);
    this.refresh();
  }

  /** Show a sentence below the box: an error, or a mere note. */
  say(sentence, isNote = false) {
    this.parts.error.textContent = sentence ?? '';
    this.parts.error.classList.toggle('note', isNote);
  }

  refresh() {
    const { box, panel, head } = this.parts;
    const reading = read(box.value, box.selectionStart, this.commands);
    this.say('');
    this.question += 1;
    panel.hidden = reading.kind === 'nothing' || (reading.kind === 'commands' && reading.items.length === 0);
    drawCommand(head, reading, (option) => this.goTo(option, reading));
    if (!reading.current?.option.autocomplete) {
      this.offer(reading.items, reading.kind === 'commands' ? 0 : -1);
      return;
    }
    const { option } = reading.current;
    this.offer(this.known.option === option ? choiceItems(box.value, reading.current, this.known.choices) : [], -1);
    this.complete(reading, this.question);
  }

  offer(items, active) {
    this.items = items;
    this.setActive(items.length > 0 ? active : -1);
  }

  setActive(index) {
    const { box, choices } = this.parts;
    this.active = index;
    drawChoices(choices, this.items, index, (item) => this.fill(item.text, item.caret));
    if (index >= 0) box.setAttribute('aria-activedescendant', `choice-${index}`);
    else box.removeAttribute('aria-activedescendant');
  }

  async complete({ command, current }, question) {
    await new Promise((done) => setTimeout(done, AUTOCOMPLETE_PAUSE_MS));
    if (question !== this.question) return;
    const text = this.parts.box.value;
    const { name } = current.option;
    const options = { ...readSoFar(text, command), [name]: current.value };
    const answer = await this.act({ do: 'autocomplete', command: command.name, option: name, options });
    if (question !== this.question) return;
    this.known = { option: current.option, choices: answer.choices ?? [] };
    this.offer(choiceItems(text, current, this.known.choices), -1);
  }

  goTo(option, { given }) {
    const { box } = this.parts;
    if (option.type === TYPE.attachment) return pickFile((file) => this.attach(option, file));
    const piece = given.find((candidate) => candidate.option === option);
    if (piece) this.fill(box.value, box.value.slice(0, piece.end).trimEnd().length);
    else this.fill(withOption(box.value, option));
    return null;
  }

  /** Name a picked file in the text, in place of an earlier one. */
  attach(option, file) {
    const { box } = this.parts;
    const earlier = this.files.get(option.name);
    const text = earlier ? box.value.replace(`${option.name}: ${earlier.name}`, '') : box.value;
    this.files.set(option.name, file);
    this.fill(`${withOption(text, option)}${file.name} `);
  }

  /** The options with the files that they name; a sentence where a file was not picked. */
  async withFiles(options, command) {
    const filled = { ...options };
    for (const { name, type } of command.options) {
      if (type !== TYPE.attachment || !(name in options)) continue;
      const file = this.files.get(name);
      if (file?.name !== options[name]) return { error: `Pick a file for ${name}: click on its name above.` };
      filled[name] = await packed(file);
    }
    return { options: filled };
  }

  onKey(event) {
    if (event.isComposing) return;
    if (this.moves(event) || this.takes(event) || this.sends(event)) event.preventDefault();
  }

  moves({ key }) {
    const { box, panel } = this.parts;
    const count = this.items.length;
    if (key === 'ArrowUp' && box.value === '' && this.lastSent) this.fill(this.lastSent);
    else if (key === 'ArrowDown' && count > 0) this.setActive((this.active + 1) % count);
    else if (key === 'ArrowUp' && count > 0) this.setActive(this.active > 0 ? this.active - 1 : count - 1);
    else if (key === 'Escape' && !panel.hidden) this.close();
    else return false;
    return true;
  }

  takes({ key, shiftKey }) {
    const item = this.items[key === 'Tab' ? Math.max(this.active, 0) : this.active];
    const wanted = !shiftKey && (key === 'Tab' || (key === 'Enter' && !this.isComplete()));
    if (!item || !wanted) return false;
    this.fill(item.text, item.caret);
    return true;
  }

  sends({ key, shiftKey }) {
    if (key !== 'Enter' || shiftKey) return false;
    this.send();
    return true;
  }

  /** Whether the text is the name of a command that needs no options: then Enter sends it at once. */
  isComplete() {
    const text = this.parts.box.value;
    const command = commandIn(text, this.commands);
    return text === `/${command?.name}` && !command.options.some(({ required }) => required);
  }

  close() {
    this.question += 1;
    this.parts.panel.hidden = true;
    this.offer([], -1);
  }

  async send() {
    const { box } = this.parts;
    const text = box.value.trimEnd();
    if (text === '') return;
    const command = commandIn(text, this.commands);
    if (!text.startsWith('/')) return this.sendText(text);
    if (!command) return this.say(`There is no command ${text.split(' ')[0]}.`);
    const read = readOptions(text, command);
    const { options, error } = read.error ? read : await this.withFiles(read.options, command);
    if (error) return this.say(error);
    return this.doSend({ do: 'slash', command: command.name, options }, text);
  }

  /** Send an ordinary message. Who expects a picture of it learns how to ask for one. */
  async sendText(text) {
    const content = this.names.reduce((all, { id, name }) => all.replaceAll(`@${name}`, `<@${id}>`), text);
    if (await this.doSend({ do: 'say', content }, text)) {
      this.say('That was a message. For a picture begin with a slash, such as /imagine.', true);
    }
  }

  /** Empty the box and send; the text comes back where it could not be sent. */
  async doSend(action, text) {
    const { box } = this.parts;
    this.lastSent = text;
    this.fill('');
    this.onSent();
    const answer = await this.act(action);
    if (!answer.error) return true;
    if (box.value === '') this.fill(text);
    this.close();
    this.say(answer.error);
    return false;
  }
}
