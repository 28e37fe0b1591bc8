"""Measure a quiz of 100 questions in a real browser: what it costs a phone to make it ready, and to answer it.

Told is the processor time of the page's main thread, times four, as on a device four times slower than this one.
Tasks of other programs on this machine do not count, so it need not be quiet.

Usage: python tools/quiz_bench.py [rounds]
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests import chromium
from tests.quiz_pages import render, write_page

SLOWER = 4
_CATEGORIES = ["toplevel", "devtools.timeline", "blink.user_timing"]
_WORDS = "Most people of every age do not use drugs and saying so is part of the work"
_KINDS = {
    "single": "options: [{text: WORDS, feedback: WORDS}, {text: b, correct: true, feedback: WORDS}, {text: c}]",
    "multiple": "options: [{text: WORDS, correct: true}, {text: b, correct: true}, {text: c}, {text: d}]",
    "truefalse": "options: [{text: Yes, correct: true}, {text: No, feedback: WORDS}]",
    "survey": "options: [{text: WORDS}, {text: b}, {text: c}]",
    "match": "pairs: [{text: a, match: p}, {text: b, match: q}, {text: c, match: r}, {text: d, match: s}]",
    "sort": "groups: [p, q], cards: [{text: a, group: p}, {text: b, group: q}, {text: c, group: q}]",
    "order": "steps: [{text: a}, {text: b}, {text: c}, {text: d}]",
    "fill": "accept: [ice, opium]",
    "number": "value: 7",
}
_DRIVE = """
  const rest = (time) => new Promise((done) => setTimeout(done, time));
  const mark = (name) => performance.mark(name);
  const answer = async (question) => {
    const given = { 'clearheart-fill': 'ice', 'clearheart-number': '7', 'clearheart-order': '0' }[question.localName];
    if (given) {
      question.saved = given;
      return question.dispatchEvent(new Event('input', { bubbles: true }));
    }
    const right = question.querySelectorAll('[data-right]');
    for (const input of right.length ? right : [question.querySelector('input')]) {
      input.click();
      await rest(60);
    }
  };
  const drive = async () => {
    await rest(1000);
    mark('drive');
    const quiz = document.querySelector('clearheart-quiz');
    for (let count = 0; count < 20; count++) {
      const question = quiz.querySelector('.is-now');
      await answer(question);
      while (quiz.querySelector('.is-now') === question) {
        await rest(60);
        quiz.querySelector('[value=step]').click();
      }
      await rest(60);
    }
    mark('driven');
    console.log('driven');
  };
  addEventListener('clearheart-ready', () => { mark('ready'); drive(); });
"""


def main() -> int:
    """Print the figures of both ways in which answers are given."""
    chromium.install()
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_page(Path(folder), render(make_bank(100)))
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.NO_CALLS_HOME)
        print(f"Quiz of 100 questions in the browser, main thread, processor time times {SLOWER}:")
        for mode in ("practice", "test"):
            address = f"{(Path(folder) / 'index.html').as_uri()}?mode={mode}"
            figures = [measure(browser, address) for _ in range(rounds)]
            ready, page, longest = (_spread(values) for values in zip(*figures, strict=True))
            print(f"  {mode}: its script until ready {ready} (at most 100), the whole page with it {page};")
            print(f"    longest task while 20 questions are answered {longest} (at most 50)")
        browser.close()
    return 0


def make_bank(count: int) -> str:
    """Write a bank with questions of nearly every kind in turn."""
    lines = ["title: A hundred questions", "questions:"]
    for number in range(count):
        kind, values = list(_KINDS.items())[number % len(_KINDS)]
        head = f"id: q{number}, kind: {kind}, prompt: {_WORDS} {number}, explanation: {_WORDS}, hints: [{_WORDS}]"
        lines.append(f"  - {{{head}, {values}}}".replace("WORDS", _WORDS))
    return "\n".join(lines) + "\n"


def measure(browser: Browser, address: str) -> tuple[float, float, float]:
    """Give the milliseconds of the script until ready, of all tasks until then, and of the longest one afterwards."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.add_init_script(f"{{{_DRIVE}}}")
    browser.start_tracing(page=page, categories=_CATEGORIES)
    with page.expect_console_message(lambda message: message.text == "driven", timeout=120_000):
        page.goto(address)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    page.close()
    marks = {event["name"]: event for event in events if event.get("cat") == "blink.user_timing"}
    ready, drive, driven = (marks[name] for name in ("ready", "drive", "driven"))
    own = [event for event in events if (event["pid"], event["tid"]) == (ready["pid"], ready["tid"])]
    tasks = [event for event in own if event["name"] == "ThreadControllerImpl::RunTask" and "tdur" in event]
    scripts = [event for event in own if event["name"] == "EvaluateScript" and _holds(event, ready)]
    began = max(event["ts"] for event in own if event["name"] == "navigationStart" and event["ts"] < ready["ts"])
    until = [task for task in tasks if began <= task["ts"] <= ready["ts"]]
    after = [task for task in tasks if drive["ts"] < task["ts"] < driven["ts"]]
    return _cost(scripts), _cost(until), max(_cost([task]) for task in after)


def _holds(event: dict[str, Any], other: dict[str, Any]) -> bool:
    return event["ph"] == "X" and event["ts"] <= other["ts"] <= event["ts"] + event["dur"]


def _cost(events: list[dict[str, Any]]) -> float:
    return float(sum(event["tdur"] for event in events)) * SLOWER / 1000


def _spread(values: tuple[float, ...]) -> str:
    return f"{statistics.median(values):.0f} ms ({min(values):.0f}-{max(values):.0f})"


if __name__ == "__main__":
    sys.exit(main())
