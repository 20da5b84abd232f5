// Keeps the newest message in sight, unless the person has scrolled up to read.

const NEAR_PX = 120;
const FLASH = [{ backgroundColor: '#f2b06659' }, { backgroundColor: '#f2b06600' }];

/** @returns {{toEnd: function(): void, to: function(HTMLElement): void, announce: function(): void}} */
export function keepAtEnd(scroller, content, button) {
  let stick = true;
  let top = 0;
  const distance = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  const toEnd = () => {
    stick = true;
    button.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
  };
  scroller.addEventListener(
    'scroll',
    () => {
      // The event comes after the scrolling, when more may have been added below, so only scrolling up means leaving.
      const left = scroller.scrollTop < top && distance() >= NEAR_PX;
      if (left) stick = false;
      else if (distance() < NEAR_PX) stick = true;
      top = scroller.scrollTop;
      if (stick) button.hidden = true;
    },
    { passive: true },
  );
  button.addEventListener('click', toEnd);
  // Custom elements render after they are added, and pictures load even later, so watch the size.
  const observer = new ResizeObserver(() => stick && toEnd());
  observer.observe(content);
  observer.observe(scroller);
  return {
    toEnd,
    to: (element) => {
      stick = false;
      element.scrollIntoView({ block: 'center' });
      element.animate(FLASH, 2000);
    },
    announce: () => {
      button.hidden = stick;
    },
  };
}
