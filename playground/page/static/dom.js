// A small virtual DOM: callers describe what should be there, and only the differences are applied. Pictures, focus and
// the custom elements' state survive many edits of a message, and there is no way to write HTML.
import { swapPicture } from './swap.js';

/**
 * @typedef {string | {tag: string, props: Object<string, *>, children: Described[]}} Described
 * @typedef {{key: string, described: Described, node: Node}} Drawn
 */

/** @type {WeakMap<Node, Drawn[]>} */
const drawnIn = new WeakMap();

/**
 * Describe an element. A function among the props becomes a handler (`onclick`), everything else an attribute; `key`
 * identifies siblings when they move.
 * @returns {Described}
 */
export function h(tag, props = {}, ...children) {
  const kept = children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false && child !== '');
  return {
    tag,
    props: props ?? {},
    children: kept.map((child) => (typeof child === 'object' ? child : String(child))),
  };
}

/** Make `parent` contain exactly what `children` describe. */
export function draw(parent, children) {
  const before = new Map((drawnIn.get(parent) ?? []).map((drawn) => [drawn.key, drawn]));
  const now = children.map((described, index) => {
    const key = keyOf(described, index);
    const known = before.get(key);
    before.delete(key);
    return { key, described, node: known ? update(known, described) : create(described) };
  });
  for (const { node } of before.values()) node.remove();
  now.forEach(({ node }, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
  drawnIn.set(parent, now);
}

function keyOf(described, index) {
  if (typeof described === 'string') return `${index} text`;
  return described.props.key ?? `${index} ${described.tag}`;
}

function create(described) {
  if (typeof described === 'string') return document.createTextNode(described);
  const node = document.createElement(described.tag);
  setProps(node, {}, described.props);
  draw(node, described.children);
  return node;
}

function update({ described: old, node }, described) {
  if (old === described) return node;
  if (typeof described === 'string') {
    if (old !== described) node.data = described;
    return node;
  }
  setProps(node, old.props, described.props);
  draw(node, described.children);
  return node;
}

function setProps(node, old, props) {
  for (const name of new Set([...Object.keys(old), ...Object.keys(props)])) {
    const value = props[name];
    if (name === 'key' || old[name] === value) continue;
    if (name === 'src' && old.src && value) swapPicture(node, value);
    else if (typeof value === 'function' || typeof old[name] === 'function') node[name] = value ?? null;
    else if (value === undefined || value === null || value === false) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? '' : value);
  }
}
