// The channel's messages: which ones there are, in what order, and how the page shows them.
import { avatarOf } from './avatar.js';
import { tick } from './clock.js';
import { draw } from './dom.js';
import { continuesFrom, describeMessage } from './message.js';

export class Channel {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.parent = parent;
    this.messages = new Map();
    this.dismissed = new Set();
    this.described = new WeakMap();
    setInterval(() => tick(parent), 1000);
  }

  /** Start over with a state from the server, as `me` sees it; `act` does something as that person, `jump` shows a message. */
  reset(state, me, { act, jump }) {
    const { people, bot, messages } = state;
    const everyone = new Map([bot, ...people].map((someone) => [someone.id, someone]));
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.described = new WeakMap();
    /** @type {import('./message.js').Around} */
    this.around = {
      me,
      state,
      act,
      jump,
      nameOf: (id) => everyone.get(id)?.name,
      avatarFor: (id) => avatarOf(everyone.get(id) ?? { name: '?' }),
      messageWith: (id) => this.messages.get(id),
      dismiss: (id) => {
        this.dismissed.add(id);
        this.show();
      },
    };
    this.show();
  }

  /** @returns {boolean} whether the message is new to the channel */
  put(message) {
    const isNew = !this.messages.has(message.id);
    this.messages.set(message.id, message);
    this.show();
    return isNew;
  }

  /** The element of a message, or undefined. */
  find(id) {
    return [...this.parent.children].find((element) => element.dataset.messageId === id);
  }

  remove(id) {
    this.messages.delete(id);
    this.show();
  }

  show() {
    const { me } = this.around;
    const visible = [...this.messages.values()]
      .filter(({ id, ephemeral_to: only }) => !this.dismissed.has(id) && (!only || only === me))
      .sort((a, b) => compareIds(a.id, b.id));
    draw(
      this.parent,
      visible.map((message, index) => this.describe(message, continuesFrom(visible[index - 1], message))),
    );
    this.parent.toggleAttribute('hidden', visible.length === 0);
    tick(this.parent);
  }

  /** An unchanged message is not described again, so drawing it costs nothing. */
  describe(message, continues) {
    const known = this.described.get(message);
    if (known?.continues === continues) return known.described;
    const described = describeMessage(message, this.around, continues);
    this.described.set(message, { continues, described });
    return described;
  }
}

/** Snowflakes are too long for a JavaScript number. Of two lengths the longer one is later. */
function compareIds(a, b) {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
