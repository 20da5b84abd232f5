// Replaces a picture with the next one without a blank moment.

/** @type {WeakMap<HTMLImageElement, string>} */
const wanted = new WeakMap();

/**
 * The browser drops the old picture as soon as the address changes, so the new one is fetched and decoded first. If
 * several come quickly, only the newest is shown.
 */
export function swapPicture(image, src) {
  wanted.set(image, src);
  const next = new Image();
  const show = () => {
    if (wanted.get(image) === src) image.src = src;
  };
  next.src = src;
  next.decode().then(show, show); // a picture that cannot be decoded is left to the browser
}
