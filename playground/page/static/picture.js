// A picture: its size on the page, and its alternative text.
import { h } from './dom.js';

const LONGEST_SIDE = 400;
// A toy picture is only 128 pixels wide, as small as a stamp.
const SHORTEST_SIDE = 256;

function shownSize(width, height) {
  if (!(width > 0 && height > 0)) return {};
  const long = Math.max(width, height);
  const scale = Math.min(Math.max(long, SHORTEST_SIDE), LONGEST_SIDE) / long;
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/**
 * A click opens the picture by itself. `decoding: sync` shows it in the same frame in which it replaces another.
 * @param {{path: string, width?: number, height?: number, alt?: string, slot?: string, key?: string}} picture
 */
export function describePicture({ path, width, height, alt, slot, key }) {
  return h(
    'a',
    { class: 'picture', href: path, target: '_blank', rel: 'noopener', title: 'Open the picture by itself', slot, key },
    h('img', { src: path, alt: alt || 'Picture without a description', decoding: 'sync', ...shownSize(width, height) }),
  );
}
