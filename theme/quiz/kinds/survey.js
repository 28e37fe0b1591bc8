// @ts-check
/* <clearheart-survey>: a question that has no right answer. It shows what is known of the usual one. */
{
  const Single = /** @type {any} */ (customElements.get("clearheart-single"));

  class Survey extends Single {
    get credit() {
      return undefined;
    }

    /** Only words that the author has for the chosen option; nothing is called right. */
    marks() {
      return [];
    }

    judge(whole = false) {
      super.judge(whole);
      const chosen = this.options[this.answer];
      if (chosen?.why) this.feedback(chosen.row).append(...chosen.why.cloneNode(true).childNodes);
    }
  }

  Survey.define("clearheart-survey");
}
