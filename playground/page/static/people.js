// The switch between the people, and the list of who is here, with what can be done with each.
import { avatarOf } from './avatar.js';
import { draw, h } from './dom.js';

const STORED = 'easel-person';
const ON_USER = 2;

export function storedPerson() {
  return sessionStorage.getItem(STORED) ?? '';
}

export function storePerson(id) {
  sessionStorage.setItem(STORED, id);
}

function tagsOf({ admin, owner }) {
  return [
    owner && h('span', { class: 'tag', title: "Owns the bot's application, as whoever made it at Discord" }, "bot's owner"),
    admin && h('span', { class: 'tag', title: 'May manage the server' }, 'admin'),
  ];
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
        tagsOf(person),
      ),
    ),
  ]);
}

/** @param {function(Object): void} act does something as `me` */
export function drawPresent(parent, { people, bot, roles, commands, installable }, me, act) {
  const isAdmin = people.some(({ id, admin }) => id === me && admin);
  const onUser = commands.filter(({ type }) => type === ON_USER);
  const row = (someone, online, tags) => [
    h('img', { src: avatarOf(someone), alt: '', width: 28, height: 28 }),
    h('span', { class: 'person-name' }, someone.name),
    tags,
  ];
  draw(parent, [
    h(
      'li',
      { key: bot.id, class: bot.online ? 'online' : 'offline' },
      withMenu(row(bot, bot.online, tag(bot)), [
        installable && h('button', { type: 'button', onclick: () => act({ do: 'install' }) }, 'Install for yourself'),
      ]),
    ),
    ...people.map((person) => {
      const menu = [
        ...onUser.map(({ name }) =>
          h('button', { type: 'button', onclick: () => act({ do: 'use_on', command: name, member: person.id }) }, name),
        ),
        ...(isAdmin ? roles.map((role) => roleBox(role, person, act)) : []),
      ];
      return h('li', { key: person.id, class: 'online' }, withMenu(row(person, true, tagsOf(person)), menu));
    }),
  ]);
}

/** A row that opens, where there is something in it. */
function withMenu(inside, menu) {
  if (!menu.some(Boolean)) return inside;
  return h('details', {}, h('summary', {}, inside), h('div', { class: 'menu' }, menu));
}

function tag({ online }) {
  return h('span', { class: 'tag' }, online ? 'bot' : 'offline');
}

function roleBox(role, { id, roles }, act) {
  const give = (event) => act({ do: 'role', member: id, role: role.id, give: event.target.checked });
  return h(
    'label',
    { class: 'tick', key: `${role.id} ${roles.includes(role.id)}` },
    h('input', { type: 'checkbox', checked: roles.includes(role.id), onchange: give }),
    ` ${role.name}`,
  );
}
