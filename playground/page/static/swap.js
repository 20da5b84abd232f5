// One picture replaced by the next without a blank moment between them.

/** @type {WeakMap<HTMLImageElement, string>} */
const wanted = new WeakMap();

/**
 * The browser drops the old picture as soon as the address changes, so the new one is fetched and decoded aside first.
 * When several come quickly, only the newest is shown.
 */
export function swapPicture(image, src) {
  wanted.set(image, src);
  const next = new Image();
  const show = () => {
    if (wanted.get(image) === src) image.src = src;
  };
  next.src = src;
  next.decode().then(show, show); // one that cannot be decoded is shown as the browser shows such a thing
}
