// @ts-check
/* <clearheart-teams>: the teams at the foot of the big screen, with what they answered and how many points they have.
   It keeps nothing: hall.js tells it what to show, and hears of "clearheart-note" and "clearheart-give". */
{
  /**
   * What the bar shows: points by team, the answers noted as bits, how many letters there are (0: none to note),
   * whether several may be noted, and by team the points that the answer brought, once it is shown.
   * @typedef {{ points: number[], noted: number[], letters: number, several: boolean, isNoting: boolean, won?: number[] }} Standing
   */

  class ClearheartTeams extends HTMLElement {
    static define(tag = "clearheart-teams", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** @type {string[]} */
    #names = [];
    /** @type {Standing | undefined} */
    #now;

    connectedCallback() {
      this.addEventListener("click", this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      const button = /** @type {HTMLElement} */ (event.target).closest("button");
      const row = button?.closest("li");
      if (!button || !row || !this.#now) return;
      const team = this.#rows.indexOf(row);
      if (button.value === "give" || button.value === "take") {
        this.#tell("clearheart-give", { team, by: button.value === "give" ? 1 : -1 });
      } else {
        const bit = 2 ** Number(button.value);
        const noted = this.#now.noted[team];
        const has = button.getAttribute("aria-pressed") === "true";
        this.#tell("clearheart-note", { team, noted: has ? noted - bit : this.#now.several ? noted + bit : bit });
      }
    }

    /** Show these teams. @param {{ icon: Element, name: string }[]} teams */
    set teams(teams) {
      this.#names = teams.map(({ name }) => name);
      this.hidden = !teams.length;
      const list = /** @type {HTMLElement} */ (this.querySelector("ul"));
      list.replaceChildren(...teams.map(({ icon, name }) => this.#make(icon, name)));
      list.dataset.size = `${teams.length}`;
    }

    /** @param {Standing} now */
    show(now) {
      this.#now = now;
      this.#rows.forEach((row, team) => {
        this.#letters(/** @type {HTMLElement} */ (row.querySelector(".ch-team-letters")), team, now);
        /** @type {HTMLElement} */ (row.querySelector(".ch-team-points")).hidden = !now.won;
        write(row, "b", `${now.points[team]}`);
        write(row, ".ch-team-state", this.#state(team, now));
        row.classList.toggle("is-right", Boolean(now.won?.[team]));
      });
    }

    /** Say a team's points to those who listen. @param {number} team */
    announce(team) {
      const words = this.dataset.has?.replace("{team}", this.#names[team]);
      write(this, "[role=status]", words?.replace("{n}", `${this.#now?.points[team]}`) ?? "");
    }

    /** @param {number} team @param {Standing} now */
    #state(team, { noted, won, isNoting, letters }) {
      const { thinking = "", answered = "", right = "", other = "" } = this.dataset;
      if (!letters) return "";
      if (won) return won[team] ? right.replace("{n}", `${won[team]}`) : noted[team] ? other : "";
      return isNoting ? (noted[team] ? answered : thinking) : "";
    }

    /** @param {HTMLElement} box @param {number} team @param {Standing} now */
    #letters(box, team, { letters, noted, isNoting, won }) {
      box.hidden = !isNoting || !letters || Boolean(won);
      if (box.children.length !== letters) box.replaceChildren(...Array.from({ length: letters }, makeLetter));
      [...box.children].forEach((button, place) => {
        button.setAttribute("aria-pressed", `${Math.floor(noted[team] / 2 ** place) % 2 === 1}`);
      });
    }

    get #rows() {
      return [...this.querySelectorAll("li")];
    }

    /** @param {Element} icon @param {string} name */
    #make(icon, name) {
      const model = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
      const row = /** @type {HTMLElement} */ (model.content.querySelector("li")?.cloneNode(true));
      const { answerOf, pointsOf, give, take } = this.dataset;
      row.prepend(icon.cloneNode(true));
      write(row, ".ch-team-name", name);
      label(row, ".ch-team-letters", answerOf, name);
      label(row, ".ch-team-points", pointsOf, name);
      label(row, "[value=give]", give, name);
      label(row, "[value=take]", take, name);
      return row;
    }

    /** @param {string} type @param {object} detail */
    #tell(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
    }
  }

  /** @param {unknown} _none @param {number} place */
  const makeLetter = (_none, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.value = `${place}`;
    button.textContent = String.fromCharCode(65 + place);
    return button;
  };

  /** @param {Element} inside @param {string} selector @param {string} words */
  const write = (inside, selector, words) => {
    const place = inside.querySelector(selector);
    if (place && place.textContent !== words) place.textContent = words;
  };

  /** @param {Element} inside @param {string} selector @param {string | undefined} words @param {string} team */
  const label = (inside, selector, words, team) =>
    inside.querySelector(selector)?.setAttribute("aria-label", words?.replace("{team}", () => team) ?? "");

  ClearheartTeams.define();
}
