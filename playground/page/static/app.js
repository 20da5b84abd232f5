// The page's composition root: the only place that connects its parts.
import './discord-components.js';
import { act, fetchState, follow } from './api.js';
import { Channel } from './channel.js';
import { Composer } from './composer.js';
import { draw } from './dom.js';
import { describeExamples } from './examples.js';
import { openModal } from './modal.js';
import { drawPresent, drawSwitch, storePerson, storedPerson } from './people.js';
import {
  allowingForm,
  drawPlaces,
  openingForm,
  opensHere,
  signOf,
  storeChannel,
  storedChannel,
  welcomeTo,
} from './places.js';
import { keepAtEnd } from './scroll.js';

const at = (id) => document.getElementById(id);

let me = '';
let here = '';
let state = null;
let wanted = ''; // the message to show once its channel is there
const unread = new Set();
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
  actHere,
  () => scroll.toEnd(),
);
const scroll = keepAtEnd(at('scroller'), at('scroller').firstElementChild, at('to-newest'));

function actHere(action) {
  return act({ person: me, channel: here, ...action });
}

/** Do what a click in the channel asks for; an error is shown near the composer. */
async function actInChannel(action) {
  const answer = await actHere(action);
  composer.say(answer.error);
}

function showBot(online) {
  state.bot.online = online;
  drawPresent(at('present'), state, me, actInChannel);
  at('bot-state').textContent = online ? `${state.bot.name} is here` : `${state.bot.name} is offline`;
  at('bot-state').classList.toggle('online', online);
}

function showPlaces() {
  unread.delete(here);
  drawPlaces(at('places'), state.channels, here, unread, go);
  const place = state.channels.find(({ id }) => id === here);
  at('channel-sign').textContent = signOf(place);
  at('channel-name').textContent = place.name;
  const what = opensHere(place);
  at('open-thread').hidden = what === '';
  at('open-thread').textContent = `New ${what}`;
  at('open-thread').onclick = () => openModal(at('modal'), openingForm(what), state, openThread);
  const paints = state.commands.some(({ name }) => name === 'imagine');
  at('welcome').textContent = welcomeTo(place, state);
  at('welcome-how').hidden = !paints;
  at('examples').hidden = !paints;
  at('bot-may').hidden = !place.bot_may;
  at('bot-may').textContent = `What ${state.bot.name} may do`;
  at('bot-may').onclick = () => openModal(at('modal'), allowingForm(place, state.bot), state, allow);
}

function allow({ allowed }) {
  return actHere({ do: 'allow', allowed });
}

async function openThread(values) {
  const answer = await actHere({ do: 'thread', ...values });
  if (answer.channel) go(answer.channel);
  return answer;
}

function showGuild(fresh) {
  Object.assign(state, fresh);
  if (!state.channels.some(({ id }) => id === here)) return go('');
  drawSwitch(at('people'), state.people, me, become);
  showBot(state.bot.online);
  showPlaces();
  composer.setCommands(state.commands, state);
  return null;
}

function showState(fresh) {
  state = fresh;
  here = state.channel;
  at('guild').textContent = state.guild.name;
  showGuild({});
  channel.reset(state, me, { act: actInChannel, jump });
  if (wanted) jump(here, wanted);
}

/** Show a message, in another channel if it is there. */
function jump(channelId, messageId) {
  if (channelId !== here) {
    go(channelId, messageId);
    return;
  }
  wanted = '';
  if (channel.find(messageId)) scroll.to(channel.find(messageId));
  else composer.say('This message is gone.');
}

const handlers = {
  message: ({ message }) => channel.put(message) && scroll.announce(),
  delete: ({ id }) => channel.remove(id),
  guild: (fresh) => showGuild(fresh),
  bot: ({ online }) => showBot(online),
  elsewhere: ({ channel: id }) => {
    unread.add(id);
    showPlaces();
  },
  modal: ({ modal }) =>
    openModal(at('modal'), modal, state, async (values) => {
      const answer = await actHere({ do: 'modal', custom_id: modal.custom_id, values });
      if (!answer.error) scroll.toEnd();
      return answer;
    }),
};

function go(channelId, messageId = '') {
  here = channelId;
  wanted = messageId;
  storeChannel(channelId);
  begin(me);
}

function become(person) {
  unread.clear();
  storePerson(person);
  begin(person);
}

function begin(person) {
  me = person;
  composer.say('');
  unfollow();
  unfollow = follow(person, here, {
    onState: showState,
    onEvent: (event) => handlers[event.kind]?.(event),
    onConnection: (isUp) => {
      at('connection').hidden = isUp;
    },
  });
  scroll.toEnd();
}

async function start() {
  draw(
    at('examples'),
    describeExamples((prompt) => composer.fill(`/imagine prompt: ${prompt}`)),
  );
  try {
    const { people } = await fetchState(storedPerson(), '');
    here = storedChannel();
    become((people.find(({ id }) => id === storedPerson()) ?? people[0]).id);
  } catch {
    at('connection').hidden = false;
    setTimeout(start, 1000);
  }
}

start();
