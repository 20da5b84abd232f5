// The switch between the people, and the list of who is here.
import { avatarOf } from './avatar.js';
import { draw, h } from './dom.js';

const STORED = 'easel-person';

export function storedPerson() {
  return sessionStorage.getItem(STORED) ?? '';
}

export function storePerson(id) {
  sessionStorage.setItem(STORED, id);
}

export function drawSwitch(parent, people, me, onSwitch) {
  draw(parent, [
    h('legend', {}, 'You are'),
    ...people.map((person) =>
      h(
        'label',
        { class: 'person', key: person.id },
        h('input', {
          type: 'radio',
          name: 'person',
          value: person.id,
          checked: person.id === me,
          onchange: () => onSwitch(person.id),
        }),
        h('img', { src: avatarOf(person), alt: '', width: 22, height: 22 }),
        h('span', { class: 'person-name' }, person.name),
        person.admin && h('span', { class: 'tag' }, 'admin'),
      ),
    ),
  ]);
}

export function drawPresent(parent, people, bot) {
  const row = (someone, online, tag) =>
    h(
      'li',
      { key: someone.id, class: online ? 'online' : 'offline' },
      h('img', { src: avatarOf(someone), alt: '', width: 28, height: 28 }),
      h('span', { class: 'person-name' }, someone.name),
      tag && h('span', { class: 'tag' }, tag),
    );
  draw(parent, [
    row(bot, bot.online, bot.online ? 'bot' : 'offline'),
    ...people.map((person) => row(person, true, person.admin && 'admin')),
  ]);
}
