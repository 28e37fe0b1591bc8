// @ts-check
/* <clearheart-ranks>: the teams of a big screen by their points; those who are level share a place, and it says so. */
{
  class ClearheartRanks extends HTMLElement {
    static define(tag = "clearheart-ranks", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** @param {{ icon: Element, name: string, points: number, rank: number, isTied: boolean }[]} ranks */
    show(ranks) {
      const model = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
      const rows = ranks.map(({ icon, name, points, rank, isTied }) => {
        const row = /** @type {HTMLElement} */ (model.content.querySelector("li")?.cloneNode(true));
        const [place, team, tied] = row.children;
        const number = /** @type {Element} */ (row.querySelector("strong"));
        place.textContent = `${rank}`;
        team.append(icon.cloneNode(true), name);
        tied.toggleAttribute("hidden", !isTied);
        number.textContent = `${points}`;
        return row;
      });
      this.querySelector("ol")?.replaceChildren(...rows);
      this.hidden = !rows.length;
    }
  }

  ClearheartRanks.define();
}
