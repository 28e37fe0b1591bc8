// @ts-check
/* In an embed: the accent, theme and size that its address asks for. Paper keeps its own colours. */
{
  const { documentElement: root, styleSheets: [sheet], body } = document;
  const asked = new URLSearchParams(location.search);

  // How light an accent may be at most by day, and at least by night, as WCAG's relative luminance: words in it then
  // have 4.5 : 1 on every ground of tokens.css. An accent that is neither stays unused.
  const [DAY, NIGHT] = [.147, .333];
  const accent = asked.get("accent") || "";
  if (/^[\da-f]{6}$/i.test(accent)) {
    const [red, green, blue] = [0, 2, 4].map((place) => {
      const part = parseInt(accent.slice(place, place + 2), 16) / 255;
      return part > .04045 ? ((part + .055) / 1.055) ** 2.4 : part / 12.92;
    });
    const light = .2126 * red + .7152 * green + .0722 * blue;
    const scheme = light < DAY ? "light" : light > NIGHT && "dark";
    sheet.insertRule(`@media screen and (prefers-color-scheme:${scheme}){:root{--ch-teal:#${accent}}}`, sheet.cssRules.length);
  }

  // A theme makes the rules for it hold always, and those for the other never.
  const theme = asked.get("theme") || "";
  if (/^(light|dark)$/.test(theme)) {
    root.style.colorScheme = theme;
    for (const { media } of /** @type {Iterable<CSSMediaRule>} */ (sheet.cssRules))
      if (media?.mediaText.includes("scheme")) media.mediaText = media.mediaText.includes(theme) ? "screen" : "not all";
  }

  // Everything in the page grows or shrinks with the size, but no target gets smaller than it is.
  const size = Number(asked.get("size"));
  if (size >= 80 && size <= 200) {
    body.style.zoom = `${size}%`;
    root.style.setProperty("--ch-target", `${Math.max(44, 4400 / size)}px`);
  }
}
