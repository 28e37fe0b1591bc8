"""A reader does the quiz in a real browser: by mouse, by keyboard, without script, on a small screen, on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.quiz_pages import answer, look, option, render, step, width_of, write_page

OpenPage = Callable[..., Page]
Serve = Callable[[Path], str]
Violations = Callable[[Page], list[str]]

LONG = f"""\
title: Awkward
questions:
  - id: long
    prompt: {"Donaudampfschifffahrtselektrizitäten" * 8} مرحبا بالعالم {"字" * 200}
    options:
      - {{text: {"x" * 400}, feedback: {"y" * 400}}}
      - {{text: "<img src=x onerror=document.title='hacked'>", correct: true, feedback: "{"👩‍👩‍👧" * 60}"}}
    explanation: "<script>document.title='hacked'</script> {"word " * 300}"
  - id: short
    prompt: Q
    options: [{{text: a, correct: true}}, {{text: b}}]
"""


@pytest.fixture
def quiz_url(tmp_path: Path, serve: Serve) -> str:
    """The address of a page with the three questions."""
    return serve(write_page(tmp_path, render()))


def go_through(page: Page) -> None:
    """Answer everything: the first two questions at the second try, the last at the first."""
    answer(page, "Opium")
    step(page, "Try again")
    answer(page, "Ice")
    step(page, "Go to question 2")
    answer(page, "First truth", "A myth")
    step(page, "Try again")
    answer(page, "Second truth")
    step(page, "Go to question 3")
    answer(page, "No")
    step(page, "See my result")


def test_a_mouse_goes_from_the_first_question_to_the_result(open_page: OpenPage, quiz_url: str) -> None:
    page = open_page(quiz_url)
    expect(page.locator(".ch-question:visible")).to_have_count(1)
    expect(page.locator(".ch-progress > p")).to_have_text("Question 1 of 3")

    step(page, "Check my answer")
    expect(page.get_by_role("status")).to_have_text("Answer first, then go on.")

    answer(page, "Opium")
    wrong = option(page, "Opium")
    expect(wrong.locator(".ch-verdict")).to_have_text("Not yet")
    assert wrong.evaluate("label => getComputedStyle(label).borderStyle") == "dashed"
    expect(wrong.locator("xpath=following-sibling::*[1]")).to_have_text("It comes from a poppy.")
    expect(page.get_by_text("made wholly by chemistry")).to_be_hidden()
    step(page, "Try again")
    expect(page.locator(".ch-verdict:visible")).to_have_count(0)

    answer(page, "Ice")
    expect(option(page, "Ice").locator(".ch-verdict")).to_have_text("Right")
    feedback = option(page, "Ice").locator("xpath=following-sibling::*[1]")
    expect(feedback).to_have_text("It is made from chemicals.")
    expect(page.locator(".ch-feedback:visible").last).to_contain_text("Synthetic means made wholly by chemistry.")
    expect(page.get_by_role("radio", disabled=True)).to_have_count(2)
    expect(page.get_by_role("button")).to_have_text(["Go to question 2", "Read aloud", "Clear them"])

    step(page, "Go to question 2")
    expect(page.locator(".ch-progress > p")).to_have_text("Question 2 of 3")
    expect(page.locator("legend:visible")).to_be_focused()
    answer(page, "First truth")
    expect(page.locator(".ch-tell b")).to_have_text("Good so far. Still to find: 1.")
    step(page, "Try again")
    expect(option(page, "First truth").locator("input")).to_be_checked()
    answer(page, "A myth")
    expect(page.locator(".ch-tell b")).to_have_text("Some of these do not fit. Still to find: 1.")
    expect(option(page, "A myth").locator(".ch-verdict")).to_have_text("Does not fit")
    option(page, "Second truth").click()
    step(page, "Check my answer")
    expect(page.locator(".ch-tell b")).to_have_text("You found all that fit. Take away what does not.")
    option(page, "A myth").click()
    step(page, "Check my answer")
    expect(page.locator(".ch-verdict:visible")).to_have_text(["Right", "Right"])
    expect(page.locator(".ch-feedback", has_text="Two of them are true.")).to_be_visible()
    option(page, "First truth").click()
    expect(option(page, "First truth").locator("input")).to_be_checked()

    step(page, "Go to question 3")
    answer(page, "No")
    step(page, "See my result")
    expect(page.get_by_role("heading", name="All questions done")).to_be_focused()
    expect(page.locator(".ch-score b")).to_have_text("1 of 3")
    expect(page.locator(".ch-review summary")).to_have_text(["Which is synthetic?", "Which are true?"])


def test_missed_questions_can_be_read_again_and_tried_again(open_page: OpenPage, quiz_url: str) -> None:
    page = open_page(quiz_url)
    go_through(page)
    look(page, "Which are true?")
    review = page.locator(".ch-review > details[open]")
    for words in ("A. First truth", "C. Second truth", "Many believe it.", "Two of them are true."):
        expect(review.get_by_text(words)).to_be_visible()
    expect(page.locator(".ch-score b")).to_have_text("1 of 3")

    step(page, "Try these again")
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    expect(page.locator(".ch-progress > p")).to_have_text("Question 1 of 2")
    answer(page, "Ice")
    step(page, "Go to question 2")
    answer(page, "First truth", "Second truth")
    step(page, "See my result")
    expect(page.locator(".ch-score b")).to_have_text("2 of 2")
    expect(page.get_by_text("You knew every answer.")).to_be_visible()
    expect(page.get_by_role("button", name="Try these again")).to_have_count(0)

    step(page, "Start again")
    expect(page.locator(".ch-progress > p")).to_have_text("Question 1 of 3")
    expect(page.locator("legend:visible")).to_be_focused()
    expect(page.get_by_role("button", name="Check my answer")).to_be_visible()


def test_the_keyboard_alone_goes_from_the_first_question_to_the_result(open_page: OpenPage, quiz_url: str) -> None:
    page = open_page(quiz_url)
    press = page.keyboard.press

    def focus_is_seen() -> bool:
        script = "document.activeElement.closest('label, button, summary')"
        return page.evaluate(f"parseFloat(getComputedStyle({script}).outlineWidth) >= 2")

    press("Tab")
    expect(option(page, "Opium").locator("input")).to_be_focused()
    assert focus_is_seen()
    press("Space")
    press("Enter")
    expect(page.locator(".ch-verdict:visible")).to_have_text("Not yet")
    press("ArrowDown")
    expect(page.locator(".ch-verdict:visible")).to_have_count(0)
    press("Enter")
    expect(page.locator(".ch-verdict:visible")).to_have_text("Right")
    expect(page.get_by_role("radio", checked=True)).to_be_focused()
    press("Tab")
    expect(page.get_by_role("button", name="Go to question 2")).to_be_focused()
    assert focus_is_seen()
    press("Enter")

    expect(page.locator("legend:visible")).to_be_focused()
    press("Tab")
    press("Space")
    press("Enter")
    expect(page.locator(".ch-tell b")).to_have_text("Good so far. Still to find: 1.")
    press("Tab")
    press("Tab")
    press("Space")
    press("Enter")
    expect(page.locator(".ch-verdict:visible")).to_have_text(["Right", "Right"])
    press("Enter")

    expect(page.locator(".ch-progress > p")).to_have_text("Question 3 of 3")
    press("Tab")
    press("Space")
    press("ArrowDown")
    press("Tab")
    press("Enter")
    expect(page.locator(".ch-verdict:visible")).to_have_text("Right")
    expect(page.get_by_role("button", name="See my result")).to_be_focused()
    press("Enter")
    expect(page.get_by_role("heading", name="All questions done")).to_be_focused()
    expect(page.locator(".ch-score b")).to_have_text("1 of 3")
    press("Tab")
    expect(page.locator(".ch-review summary").first).to_be_focused()
    assert focus_is_seen()


def test_a_verdict_is_read_out_with_its_feedback(open_page: OpenPage, quiz_url: str) -> None:
    page = open_page(quiz_url)
    answer(page, "Opium")
    expect(page.get_by_role("status")).to_have_text("Not yet. It comes from a poppy.")
    option(page, "Cannabis").click()
    expect(page.get_by_role("status")).to_be_empty()
    answer(page, "Ice")
    expect(page.get_by_role("status")).to_contain_text("Right. It is made from chemicals.")


def test_a_double_click_is_one_answer(open_page: OpenPage, tmp_path: Path, serve: Serve) -> None:
    page = open_page(serve(write_page(tmp_path, render(LONG, fence="{bank: small, only: [short]}"))))
    option(page, "a").click()
    page.get_by_role("button", name="Check my answer").dblclick()
    expect(page.locator(".ch-verdict:visible")).to_have_text("Right")


def test_without_script_everything_can_be_read_answered_and_checked(open_page: OpenPage, quiz_url: str) -> None:
    page = open_page(quiz_url, script=False)
    expect(page.locator("fieldset:visible")).to_have_count(3)
    expect(page.get_by_text("Question 3 of 3")).to_be_visible()
    expect(page.get_by_text("Choose all that fit.")).to_be_visible()
    option(page, "Ice").click()
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.url == quiz_url
    expect(option(page, "Ice").locator("input")).to_be_checked()

    expect(page.get_by_text("It comes from a poppy.")).to_be_hidden()
    page.locator("summary").first.click()
    for words in ("B. Ice", "It comes from a poppy.", "It is made from chemicals.", "made wholly by chemistry"):
        expect(page.get_by_text(words)).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_paper_shows_all_questions_and_then_all_answers(open_page: OpenPage, quiz_url: str, script: bool) -> None:
    page = open_page(quiz_url, script=script)
    if script:
        answer(page, "Opium")
    page.emulate_media(media="print")
    tops = [box["y"] for box in map(Locator.bounding_box, page.locator("legend, .ch-answer").all()) if box]
    questions, answers = tops[::2], tops[1::2]
    assert len(questions) == len(answers) == 3
    assert max(questions) < min(answers)
    for words in ("A. First truth", "Many believe it.", "Two of them are true."):
        expect(page.locator(".ch-answer").get_by_text(words)).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator(".ch-verdict:visible, .ch-feedback:visible")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_state_breaks_an_accessibility_rule(
    open_page: OpenPage, quiz_url: str, axe_violations: Violations, scheme: str, width: int
) -> None:
    page = open_page(quiz_url, width=width, color_scheme=scheme)
    states = [
        ("before", lambda: None),
        ("nothing chosen", lambda: step(page, "Check my answer")),
        ("wrong", lambda: answer(page, "Opium")),
        ("right", lambda: (step(page, "Try again"), answer(page, "Ice"))),
        ("some", lambda: (step(page, "Go to question 2"), answer(page, "First truth", "A myth"))),
        ("all", lambda: (option(page, "A myth").click(), answer(page, "Second truth"))),
        ("finished", lambda: (step(page, "Go to question 3"), answer(page, "No"), step(page, "See my result"))),
        ("second look", lambda: look(page, "Which are true?")),
    ]
    for name, act in states:
        act()
        assert axe_violations(page) == [], name
        assert width_of(page) <= width, name


def test_without_script_no_accessibility_rule_is_broken(
    open_page: OpenPage, quiz_url: str, axe_violations: Violations
) -> None:
    page = open_page(quiz_url)
    page.route("**/clearheart.js", lambda route: route.fulfill(body=""))
    page.reload()
    for summary in page.locator("summary").all():
        summary.click()
    expect(page.locator(".ch-question:visible")).to_have_count(3)
    assert axe_violations(page) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_awkward_text_neither_runs_nor_overflows(
    open_page: OpenPage, tmp_path: Path, serve: Serve, direction: str
) -> None:
    page = open_page(serve(write_page(tmp_path, render(LONG), direction=direction)), width=320)
    assert width_of(page) <= 320
    option(page, "xxx").click()
    step(page, "Check my answer")
    assert width_of(page) <= 320
    option(page, "<img").click()
    step(page, "Check my answer")
    assert width_of(page) <= 320
    assert page.title() == "Quiz"
    expect(page.locator("main img, main script")).to_have_count(0)


def test_right_to_left_turns_the_option_round(open_page: OpenPage, tmp_path: Path, serve: Serve) -> None:
    folder = write_page(tmp_path, render(), direction="rtl")
    page = open_page(serve(folder))
    words = option(page, "Ice").locator("span").bounding_box()
    control = option(page, "Ice").locator("input").bounding_box()
    assert words and control and control["x"] < words["x"]


def test_forced_colours_keep_shapes_apart(open_page: OpenPage, quiz_url: str, axe_violations: Violations) -> None:
    page = open_page(quiz_url, forced_colors="active")
    style = "getComputedStyle(document.querySelectorAll('.ch-option')[%d], '::before')"
    shapes = [page.evaluate(f"[{style % place}.clipPath, {style % place}.borderRadius].join()") for place in range(3)]
    assert len(set(shapes)) == 3
    ground, ink = (page.evaluate(f"{style % 0}.{name}") for name in ("backgroundColor", "color"))
    assert ground != ink
    answer(page, "Opium")
    assert option(page, "Opium").evaluate("label => getComputedStyle(label).borderStyle") == "dashed"
    assert axe_violations(page) == []


def test_two_quizzes_on_a_page_do_not_mix(open_page: OpenPage, tmp_path: Path, serve: Serve) -> None:
    page = open_page(serve(write_page(tmp_path, render(), render(), render(fence="{bank: small, only: [fit]}"))))
    first, second, alone = page.locator(".ch-quiz").all()
    answer(first, "Ice")
    option(second, "Opium").click()
    expect(option(first, "Ice").locator("input")).to_be_checked()
    expect(first.locator(".ch-verdict:visible")).to_have_text("Right")
    expect(second.locator(".ch-verdict:visible")).to_have_count(0)
    expect(alone.locator(".ch-progress")).to_have_count(0)
    answer(alone, "First truth", "Second truth")
    expect(alone.get_by_role("button")).to_have_text(["Try again", "Read aloud"])
    assert (
        page.evaluate("new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size")
        == page.locator("[id]").count()
    )


def test_a_quiz_that_is_moved_keeps_its_state_and_a_copy_begins_anew(open_page: OpenPage, quiz_url: str) -> None:
    page = open_page(quiz_url)
    answer(page, "Ice")
    page.evaluate("document.querySelector('main').prepend(document.querySelector('.ch-quiz'))")
    step(page, "Go to question 2")
    page.evaluate("""() => {
      localStorage.clear();
      const quiz = document.querySelector('.ch-quiz');
      quiz.replaceWith(quiz.cloneNode(true));
    }""")
    expect(page.locator(".ch-progress")).to_have_count(1)
    expect(page.locator(".ch-progress > p")).to_have_text("Question 1 of 3")
    expect(page.get_by_role("button")).to_have_text(["Check my answer", "Read aloud"])


def test_a_quiz_that_a_script_puts_into_the_page_is_upgraded_too(open_page: OpenPage, quiz_url: str) -> None:
    page = open_page(quiz_url)
    page.evaluate(
        """(html) => {
          const main = document.querySelector('main');
          main.replaceChildren(new DOMParser().parseFromString(html, 'text/html').querySelector('.ch-quiz'));
          main.insertAdjacentHTML('beforeend', html);
        }""",
        render(),
    )
    expect(page.locator(".ch-question:visible")).to_have_count(2)
    answer(page.locator(".ch-quiz").last, "Ice")
    expect(page.locator(".ch-verdict:visible")).to_have_text("Right")


def test_a_quiz_that_cannot_be_upgraded_stays_as_the_server_made_it(
    open_page: OpenPage, tmp_path: Path, serve: Serve
) -> None:
    broken = render().replace('<div class="ch-next">', '<div class="ch-lost">')
    page = open_page(serve(write_page(tmp_path, broken)))
    expect(page.locator("fieldset:visible")).to_have_count(3)
    expect(page.locator(".ch-progress > p:not(:empty), .ch-kept:visible, [data-made]")).to_have_count(0)
    page.locator("summary").nth(1).click()
    expect(page.get_by_text("Two of them are true.")).to_be_visible()
    [fault] = page.watch.faults  # type: ignore[attr-defined]
    assert "script error" in fault
    page.watch.faults.clear()  # type: ignore[attr-defined]


def test_later_questions_wait_for_the_script_but_not_for_ever(open_page: OpenPage, quiz_url: str) -> None:
    page = open_page(quiz_url)
    page.route("**/clearheart.js", lambda route: route.fulfill(body=""))
    page.reload()
    shown = page.locator("fieldset").evaluate_all("all => all.map((one) => one.checkVisibility())")
    assert shown == [True, False, False], "only the first question takes room"
    expect(page.locator("fieldset:visible")).to_have_count(3, timeout=6000)


def test_the_quiz_works_from_a_folder_on_disk(open_page: OpenPage, tmp_path: Path) -> None:
    folder = write_page(tmp_path, render())
    page = open_page((folder / "index.html").as_uri(), hosts=(folder.as_uri(),))
    go_through(page)
    expect(page.locator(".ch-score b")).to_have_text("1 of 3")


@pytest.mark.parametrize("path", ["quiz/natural-or-synthetic/", "zh/quiz/new-substances-and-help/"])
def test_a_banks_own_page_goes_through_by_keyboard(
    open_page: OpenPage, site_url: str, axe_violations: Violations, path: str
) -> None:
    page = open_page(site_url + path, width=360)
    questions = page.locator(".ch-question").count()
    assert questions == 10
    for _ in range(questions):
        for place in page.locator(".ch-question:visible [data-right]").all():
            place.press("Space")
        page.keyboard.press("Enter")
        expect(page.locator(".ch-verdict--right:visible").first).to_be_visible()
        page.keyboard.press("Enter")
    expect(page.locator(".ch-score b")).to_contain_text("10")
    expect(page.locator("[data-for=perfect]")).to_be_visible()
    assert axe_violations(page) == []
    assert width_of(page) <= 360
