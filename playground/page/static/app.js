// The page's composition root: the only place that connects its parts.
import './discord-components.js';
import { act, fetchState, follow } from './api.js';
import { Channel } from './channel.js';
import { Composer } from './composer.js';
import { draw } from './dom.js';
import { describeExamples } from './examples.js';
import { openModal } from './modal.js';
import { drawPresent, drawSwitch, storePerson, storedPerson } from './people.js';
import { keepAtEnd } from './scroll.js';

const at = (id) => document.getElementById(id);

let me = '';
let state = null;
let unfollow = () => {};

const channel = new Channel(at('messages'));
const composer = new Composer(
  {
    box: at('composer'),
    send: at('send'),
    panel: at('panel'),
    head: at('command-head'),
    choices: at('choices'),
    error: at('error'),
  },
  (action) => act({ person: me, ...action }),
);
const scroll = keepAtEnd(at('scroller'), at('scroller').firstElementChild, at('to-newest'));

/** Do what a click in the channel asks for; an error is shown near the composer. */
async function actInChannel(action) {
  const answer = await act({ person: me, ...action });
  composer.say(answer.error);
}

function showBot(online) {
  state.bot.online = online;
  drawPresent(at('present'), state.people, state.bot);
  at('bot-state').textContent = online ? `${state.bot.name} is here` : `${state.bot.name} is offline`;
  at('bot-state').classList.toggle('online', online);
}

function showState(fresh) {
  state = fresh;
  at('guild').textContent = state.guild.name;
  document.querySelectorAll('[data-channel-name]').forEach((place) => {
    place.textContent = state.channel.name;
  });
  drawSwitch(at('people'), state.people, me, become);
  showBot(state.bot.online);
  composer.setCommands(state.commands);
  channel.reset(state, me, actInChannel);
}

const handlers = {
  message: ({ message }) => channel.put(message) && scroll.announce(),
  delete: ({ id }) => channel.remove(id),
  commands: ({ commands }) => composer.setCommands(commands),
  bot: ({ online }) => showBot(online),
  modal: ({ modal }) => openModal(at('modal'), modal, (action) => act({ person: me, ...action })),
};

function become(person) {
  me = person;
  storePerson(person);
  composer.say('');
  unfollow();
  unfollow = follow(person, {
    onState: showState,
    onEvent: (event) => handlers[event.kind]?.(event),
    onConnection: (isUp) => {
      at('connection').hidden = isUp;
    },
  });
  scroll.toEnd();
}

async function begin() {
  draw(
    at('examples'),
    describeExamples((prompt) => composer.fill(`/imagine prompt: ${prompt}`)),
  );
  try {
    const { people } = await fetchState(storedPerson());
    become((people.find(({ id }) => id === storedPerson()) ?? people[0]).id);
  } catch {
    at('connection').hidden = false;
    setTimeout(begin, 1000);
  }
}

begin();
