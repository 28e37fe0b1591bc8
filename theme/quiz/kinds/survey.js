// @ts-check
/* <clearheart-survey>: a question that has no right answer. It shows what is known of the usual one. */
{
  const Single = /** @type {any} */ (customElements.get("clearheart-single"));

  class Survey extends Single {
    get credit() {
      return undefined;
    }

    /** Only what the author has to say on the chosen option; nothing is called right. */
    marks() {
      return super.marks().map((mark) => ({ ...mark, verdict: "" }));
    }
  }

  Survey.define("clearheart-survey");
}
