// @ts-check
/* <clearheart-order>: steps that are moved up and down by buttons. It is answered once the reader has moved
   a step: the order in which the steps stand at first is never right. */
{
  const Question = /** @type {any} */ (customElements.get("clearheart-question"));

  class Order extends Question {
    moved = false;

    get list() {
      return this.querySelector("ol");
    }

    /** The steps from top to bottom. */
    get steps() {
      return [...this.list.children];
    }

    /** Their right places, from 1. */
    get order() {
      return this.steps.map((step) => Number(step.dataset.right));
    }

    get size() {
      return this.order.reduce((ways, step) => ways * step);
    }

    /** The rank among all orders: for each step the number of smaller ones below it (Lehmer code), the first one lowest. */
    get answer() {
      return this.moved ? this.order.reduceRight((sum, step, place, order) => (
        sum * (order.length - place) + order.slice(place).filter((below) => below < step).length
      ), 0) : -1;
    }

    set answer(number) {
      this.shown ??= this.steps;
      this.moved = number >= 0;
      const left = [...this.shown];
      if (this.moved) left.sort((one, other) => one.dataset.right - other.dataset.right);
      for (let rest = Math.max(number, 0); left.length;) {
        const count = left.length;
        this.list.append(...left.splice(rest % count, 1));
        rest = Math.floor(rest / count);
      }
    }

    /** The share of neighbours of which the right one comes first: one step out of its place costs as much as one, although
     * others have slid by a place for it. */
    get credit() {
      const order = this.moved ? this.order : [];
      return order.filter((step, place) => step > order[place - 1]).length / (this.steps.length - 1);
    }

    /** Each step is judged by its place; as a whole, those that are not there are told it. */
    marks(whole) {
      return this.order.map((right, place) => {
        const key = this.querySelector(`.ch-key > :nth-child(${right})`);
        const isRight = right === place + 1;
        return {
          row: this.steps[place].firstElementChild, verdict: isRight ? "right" : "other",
          why: whole && !isRight ? key : key.querySelector("span"),
        };
      });
    }

    get controls() {
      return [...this.list.querySelectorAll("button")];
    }

    open() {
      this.shown ??= this.steps;
      for (const part of this.list.querySelectorAll("select, [hidden]")) part.hidden = part.matches("select");
      this.list.addEventListener("click", this);
    }

    handleEvent({ target }) {
      const step = target.closest("li");
      if (step && !this.locked) this.move(step, this.steps.indexOf(step) + Number(target.closest("button")?.value));
    }

    /** Move a step to a place: the others go round it, so that it keeps the focus. */
    move(step, place) {
      const others = this.steps.filter((other) => other !== step);
      if (place === this.steps.indexOf(step) || !this.steps[place]) return;
      step.before(...others.slice(0, place));
      step.after(...others.slice(place));
      step.scrollIntoView({ block: "nearest" });
      this.moved = true;
      this.dispatchEvent(new Event("input", { bubbles: true }));
      this.querySelector("[role]").textContent = this.tell(step, place);
    }

    /** A step and a place, in words. */
    tell(step, place) {
      return `${step.querySelector("span").textContent}: ${step.querySelector("select")[place + 1].text}`;
    }
  }

  Order.define("clearheart-order");
}
