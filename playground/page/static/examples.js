// Example prompts with thumbnails. A click fills the composer and sends nothing.
import { h } from './dom.js';

const star = 'M20 5l4.4 9.9 10.8 1.1-8.1 7.2 2.3 10.6L20 28.4l-9.4 5.4 2.3-10.6L4.8 16l10.8-1.1z';
const heart = 'M20 34C8 25 5 20 5 14.5 5 10 8 7 12 7c3.5 0 6 2 8 5 2-3 4.5-5 8-5 4 0 7 3 7 7.5C35 20 32 25 20 34z';

const EXAMPLES = [
  ['a red circle on a blue background', '#2f55c8', '<circle cx="20" cy="20" r="12" fill="#e23b36"/>'],
  ['a yellow star on a black background', '#131313', `<path d="${star}" fill="#f7d733"/>`],
  ['a green heart on a white background', '#f7f7f4', `<path d="${heart}" fill="#2fa04f"/>`],
  ['a purple diamond on an orange background', '#f08a24', '<path d="M20 5l13 15-13 15L7 20z" fill="#7d3fc0"/>'],
  [
    'a blue ring on a yellow background',
    '#f5d532',
    '<circle cx="20" cy="20" r="10.5" fill="none" stroke="#2f55c8" stroke-width="5"/>',
  ],
];

function thumbnail(ground, shape) {
  const square = `<rect width="40" height="40" fill="${ground}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">${square}${shape}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** @param {function(string): void} onPick called with the prompt */
export function describeExamples(onPick) {
  return EXAMPLES.map(([prompt, ground, shape]) =>
    h(
      'button',
      { type: 'button', class: 'example', onclick: () => onPick(prompt) },
      h('img', { src: thumbnail(ground, shape), alt: '', width: 28, height: 28 }),
      h('span', {}, prompt),
    ),
  );
}
