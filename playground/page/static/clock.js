// Times for people, and the one clock that keeps "in 20 seconds" true.
import { h } from './dom.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = [
  [DAY, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
  [1, 'second'],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const styles = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

function relativeText(unix) {
  const seconds = Math.round(unix - Date.now() / 1000);
  const [size, unit] = UNITS.find(([length]) => Math.abs(seconds) >= length) ?? [1, 'second'];
  return relative.format(Math.trunc(seconds / size), unit);
}

/** The element for Discord's `<t:unix:format>`. */
export function timeElement(unix, format) {
  if (format === 'R') return h('discord-time', {}, h('time', { 'data-relative': unix }));
  return h('discord-time', {}, new Intl.DateTimeFormat('en-GB', styles[format]).format(unix * 1000));
}

/** The time beside an author: "14:05" today, with the date on other days, nothing without a time. */
export function shortTime(timestamp) {
  if (!timestamp) return '';
  const when = new Date(timestamp);
  const today = when.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat('en-GB', today ? styles.t : { ...styles.t, dateStyle: 'medium' }).format(when);
}

/** Fill in every relative time below `root`. */
export function tick(root) {
  for (const time of root.querySelectorAll('[data-relative]')) {
    const text = relativeText(Number(time.dataset.relative));
    if (time.textContent !== text) time.textContent = text;
  }
}
