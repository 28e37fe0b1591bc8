// @ts-check
/* In an embed: tells the page around it how high this one is and, where its address asks for events, how the quiz
   goes, without a word of any answer. In a frame of WordPress it also tells them in the form known there. */
{
  const secret = /^#\?secret=([a-zA-Z0-9]+)$/.exec(location.hash)?.[1];

  // "*": any page may embed a quiz, and neither a height nor a number of points is a secret.
  const say = (/** @type {object} */ words) => parent.postMessage(words, "*");

  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    say({ clearheart: 1, height });
    if (secret) say({ message: "height", value: height, secret });
  };

  if (parent !== window) {
    new ResizeObserver(tell).observe(document.documentElement);
    addEventListener("load", tell);
    addEventListener("resize", tell);
    if (/[?&]events=1\b/.test(location.search))
      for (const event of ["ready", "answered", "completed"])
        addEventListener(`clearheart-${event}`, (told) => {
          say({ clearheart: 1, event, detail: /** @type {CustomEvent} */ (told).detail });
        });
    if (secret) {
      addEventListener("message", tell); // wp-embed.js asks so if it came later than we; what it says is not read
      addEventListener("click", ({ target }) => { // its sandbox opens no window, so the page around us goes there
        const link = /** @type {Element} */ (target).closest("a");
        if (link) say({ message: "link", value: link.href, secret });
      });
    }
  }
}
