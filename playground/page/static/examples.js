// Example prompts, each with what it paints. A click fills the composer and sends nothing.
import { h } from './dom.js';

// The picture's file, the prompt, and what else fills the composer.
const EXAMPLES = [
  ['volcano', 'a volcano', ''],
  ['strawberry', 'a strawberry', ''],
  ['coral-reef', 'a coral reef', ''],
  ['goldfish', 'a goldfish', ''],
  ['red-circle', 'a red circle on a blue background', ' style: toy'],
];

/** @param {function(string): void} onPick called with what fills the composer behind "prompt: " */
export function describeExamples(onPick) {
  return EXAMPLES.map(([file, prompt, options]) =>
    h(
      'button',
      { type: 'button', class: 'example', onclick: () => onPick(prompt + options) },
      h('img', { src: `/static/examples/${file}.webp`, alt: '', width: 28, height: 28 }),
      h('span', {}, prompt),
    ),
  );
}
