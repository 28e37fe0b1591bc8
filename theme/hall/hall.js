// @ts-check
/* <clearheart-hall>: a quiz on a big screen, one step at a time: the first page, each question, its answer, the last page.
   Markup before: theme/hall/body.html, with the questions of theme/quiz. A reload brings the game back where the browser
   lends some room for it; names of teams are never kept. If anything fails, the page stays as it was made. */
{
  const Stage = /** @type {any} */ (customElements.get("clearheart-stage"));
  const { Game } = Stage;
  const HEARD = ["click", "mousedown", "clearheart-wish", "clearheart-note", "clearheart-give", "clearheart-clock"];

  class ClearheartHall extends HTMLElement {
    static define(tag = "clearheart-hall", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** @type {any} */
    #game;
    /** @type {{ icon: Element, name: string }[]} */
    #teams = [];
    #isNoting = false;
    #wasRunning = false;

    connectedCallback() {
      if (this.#game) return; // only moved to another place
      try {
        this.#upgrade();
      } catch (error) {
        this.#restore();
        console.warn(error);
      }
    }

    /** @param {any} event */
    handleEvent(event) {
      const { type, target, detail } = event;
      const button = target.closest("button");
      if (type === "clearheart-wish") this.#act(detail);
      else if (type === "clearheart-note") this.#score(detail.team, () => this.#game.note(detail.team, detail.noted));
      else if (type === "clearheart-give") this.#give(detail);
      else if (type === "clearheart-clock") this.#paintControls();
      else if (type === "mousedown" && button) event.preventDefault(); // the next space bar is meant for the show
      else if (type === "click" && button) this.#part(".ch-controls").act(button.value);
    }

    #upgrade() {
      const questions = [...this.querySelectorAll(".ch-question")];
      this.#game = new Game(questions);
      for (const question of questions) this.#part(".ch-stage").open(question);
      const kept = this.#recall();
      const asked = Object.fromEntries(new URLSearchParams(location.search));
      this.#part(".ch-setup").choices = { ...this.#part("clearheart-quiz").dataset, ...asked, ...kept.choices };
      for (const type of HEARD) this.addEventListener(type, this);
      this.toggleAttribute("data-on", true);
      if (this.#game.resume(kept.game)) this.#seat();
      this.#show(this.#game.step > 0);
      this.#part(".ch-clock").stop(); // after a reload people look up first
    }

    #restore() {
      this.toggleAttribute("data-on", false);
      this.#hide(".ch-setup, .ch-teams, .ch-controls > .ch-buttons, .ch-clock, .ch-hall-count, .ch-end-words, .ch-end-phone", true);
      this.#hide(".ch-start, .ch-stage, .ch-end", false);
    }

    /** @param {{ wish: string, team: number, by: number }} asked */
    #act({ wish, team, by }) {
      const clock = this.#part(".ch-clock");
      const { step, turn, isAnswered, order, reached } = this.#game;
      if (wish === "start" || (wish === "next" && !order.length)) this.#start();
      else if (wish === "resume" || (wish === "next" && !step)) this.#go(Math.max(1, reached));
      else if (wish === "again") this.#forget();
      else if (wish === "leave") this.#go(-step);
      else if (wish === "next") (turn >= 0 && this.#part(".ch-stage").readOn()) || this.#go(1);
      else if (wish === "back") this.#go(-1);
      else if (wish === "reveal" && turn >= 0) this.#go(isAnswered ? -1 : 1);
      else if (wish === "clock") clock.isRunning ? clock.stop() : clock.run();
      else if (wish === "note") this.#note();
      else if (wish === "give") this.#give({ team, by });
      else if (wish === "blank") this.#rest(clock);
      else if (wish === "unblank" && this.#wasRunning) clock.run();
    }

    #start() {
      this.#game.draw(this.#part(".ch-setup").choices);
      this.#go(1);
    }

    /** Begin anew: the questions are emptied, the points forgotten. */
    #forget() {
      for (const question of this.#game.questions) question.clear();
      this.#game = new Game(this.#game.questions);
      this.#show();
    }

    /** @param {number} by */
    #go(by) {
      if (!this.#game.step) this.#seat();
      this.#game.go(by);
      this.#show();
    }

    /** Take the teams from the form: their names are nowhere else. */
    #seat() {
      this.#teams = this.#part(".ch-setup").teams;
      this.#part(".ch-teams").teams = this.#teams;
    }

    /** @param {any} clock */
    #rest(clock) {
      this.#wasRunning = clock.isRunning;
      clock.stop();
    }

    #note() {
      this.#isNoting = !this.#isNoting;
      this.#paintControls();
      this.#paintTeams();
      this.#part(".ch-stage").fit();
    }

    /** @param {{ team: number, by: number }} points */
    #give({ team, by }) {
      if (this.#game.step && team < this.#teams.length) this.#score(team, () => this.#game.give(team, by));
    }

    /** @param {number} team @param {() => void} change */
    #score(team, change) {
      change();
      this.#keep();
      this.#paintTeams();
      this.#paintRanks();
      this.#part(".ch-teams").announce(team);
    }

    /** Show the step that the game has come to. */
    #show(focus = true) {
      const { step, last, turn, isAnswered, order, question } = this.#game;
      const stage = this.#part(".ch-stage");
      this.dataset.step = turn >= 0 ? (isAnswered ? "answer" : "question") : step ? "end" : "start";
      this.#hide(".ch-start, .ch-setup", step > 0);
      this.#hide("[value=start]", order.length > 0);
      this.#hide("[value=resume], [value=again]", !order.length);
      this.#hide(".ch-stage, .ch-hall-count", turn < 0);
      this.#hide(".ch-controls > .ch-buttons", !step);
      this.#hide(".ch-end, .ch-end-words, .ch-end-phone", !step || step < last);
      this.#part(".ch-hall-count").textContent = this.#count;
      this.#part(".ch-clock").start(turn >= 0 && !isAnswered ? Number(this.#part(".ch-setup").choices.seconds) : 0);
      this.#paintControls();
      this.#paintTeams();
      this.#paintRanks();
      if (question) stage.show(question, this.#count, isAnswered); // last: it takes the room that is left
      this.#keep();
      if (!focus) return;
      if (question) stage.focusOn(question);
      else this.#part(step ? ".ch-end h2" : "h1").focus();
    }

    #paintControls() {
      const { step, last, turn, isAnswered, question } = this.#game;
      const { reveal, next, finish, pause, run } = this.#part(".ch-controls").dataset;
      const clock = this.#part(".ch-clock");
      const isOpen = turn >= 0 && !isAnswered;
      this.#part(".ch-buttons [value=next] > span").textContent = isOpen ? reveal : step < last - 1 ? next : finish;
      this.#part(".ch-buttons [value=clock] > span").textContent = clock.isRunning ? pause : run;
      this.#part(".ch-buttons [value=note]").setAttribute("aria-pressed", `${this.#isNoting}`);
      this.#hide(".ch-buttons [value=next]", step === last);
      this.#hide(".ch-buttons [value=leave]", step < last);
      this.#hide(".ch-buttons [value=clock]", clock.hidden);
      this.#hide(".ch-buttons [value=note]", !this.#teams.length || !isOpen || !Game.rights(question));
    }

    #paintTeams() {
      const { turn, order, question, isAnswered } = this.#game;
      const all = this.#teams.map((_, team) => team);
      this.#hide(".ch-teams", turn < 0 || !all.length);
      if (turn < 0) return;
      this.#part(".ch-teams").show({
        points: all.map((team) => this.#game.points(team)),
        noted: all.map((team) => this.#game.noted[order[turn]]?.[team] ?? 0),
        won: isAnswered ? all.map((team) => this.#game.won(order[turn], team)) : undefined,
        letters: Game.rights(question) ? question.parts.length : 0,
        several: question.querySelector("[type=checkbox]") !== null,
        isNoting: this.#isNoting,
      });
    }

    #paintRanks() {
      const ranks = this.#game.ranks(this.#teams.length);
      this.#part(".ch-ranks").show(ranks.map((/** @type {any} */ rank) => ({ ...this.#teams[rank.team], ...rank })));
      this.#hide(".ch-end-teams", !ranks.length);
      this.#hide(".ch-end-room", ranks.length > 0);
    }

    get #count() {
      const { turn, order } = this.#game;
      return (this.dataset.count ?? "").replace("{n}", `${turn + 1}`).replace("{total}", `${order.length}`);
    }

    /** Where the game is kept: a place for each edition of each bank. */
    get #room() {
      const { bank, mark } = this.#part("clearheart-quiz").dataset;
      return `clearheart/hall/${document.documentElement.lang}/${bank}/${mark}`;
    }

    #keep() {
      const choices = this.#part(".ch-setup").choices;
      try {
        sessionStorage.setItem(this.#room, JSON.stringify({ game: this.#game, choices }));
      } catch {
        // the game is as good without
      }
    }

    /** @returns {{ game?: object, choices?: object }} */
    #recall() {
      try {
        return JSON.parse(sessionStorage.getItem(this.#room) ?? "{}") ?? {};
      } catch {
        return {};
      }
    }

    /** @param {string} selector @param {boolean} hidden */
    #hide(selector, hidden) {
      for (const part of this.querySelectorAll(selector)) part.toggleAttribute("hidden", hidden);
    }

    /** @param {string} selector @returns {any} */
    #part(selector) {
      return this.querySelector(selector);
    }
  }

  ClearheartHall.define();
}
