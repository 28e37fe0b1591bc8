"""A quiz in a page of another site: in frames of every kind, by the loader, with forged messages, in one request."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from clearheart.embed import embed_html, write_embeds
from clearheart.model import Project
from clearheart.read import read_project
from tests.projects import REPOSITORY

OpenPage = Callable[..., Page]
Serve = Callable[[Path], str]

BASICS = "embed/en/natural-or-synthetic/"


@dataclass(frozen=True)
class Sites:
    """Hold two sites: the one with the quizzes, and a school's own, of another origin."""

    quizzes: str
    school: str
    folder: Path

    def page(self, body: str, name: str = "index.html", policy: str = "") -> str:
        """Write a page of the school's site; give its address."""
        head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""
        head += '<meta charset="utf-8"><title>School</title><link rel="icon" href="data:,">'
        html = (
            f"<!doctype html><html lang='en'><head>{head}</head><body><main><h1>School</h1>{body}</main></body></html>"
        )
        (self.folder / name).write_text(html, encoding="utf-8")
        return self.school + name

    def loader(self, attributes: str = "", path: str = BASICS) -> str:
        """Give the two lines that a teacher copies."""
        element = f'<prevention-quiz src="{self.quizzes}{path}"{attributes}><a href="#quiz">Quiz</a></prevention-quiz>'
        return f'<script defer src="{self.quizzes}embed.js"></script>{element}'


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(REPOSITORY, date(2026, 11, 22))[0]


@pytest.fixture(scope="module")
def embeds(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("embeds")
    write_embeds(project, folder)
    return folder


@pytest.fixture
def sites(embeds: Path, tmp_path: Path, serve: Serve) -> Sites:
    return Sites(quizzes=serve(embeds), school=serve(tmp_path), folder=tmp_path)


@pytest.fixture
def open_school(sites: Sites, open_page: OpenPage) -> OpenPage:
    """Open a page of the school's site that holds the given HTML."""

    def open_school(body: str, **options: object) -> Page:
        return open_page(sites.page(body), hosts=(sites.quizzes,), **options)

    return open_school


def quiz_frame(page: Page, place: int = 0) -> Frame:
    """Wait for a page's frame and for the quiz in it."""
    handle = page.locator("iframe").nth(place).element_handle()
    frame = handle.content_frame() if handle else None
    assert frame
    frame.wait_for_selector("clearheart-quiz[data-on], clearheart-quiz", state="attached")
    return frame


def answer_wrong_then_right(frame: Frame) -> None:
    right = frame.locator("form > :visible label:has([data-right])")
    frame.locator("form > :visible label:not(:has([data-right]))").first.click()
    frame.get_by_role("button", name="Check my answer").click()
    expect(frame.locator("label > [data-made]:visible")).to_have_text("Not yet")
    frame.get_by_role("button", name="Try again").click()
    right.click()
    frame.get_by_role("button", name="Check my answer").click()
    expect(frame.locator("label > [data-made]:visible")).to_have_text("Right")
    frame.get_by_role("button", name="Go to question 2").click()
    expect(frame.locator("clearheart-quiz > div > p")).to_have_text("Question 2 of 10")


def frame_height(page: Page, place: int = 0) -> float:
    return float(page.locator("iframe").nth(place).evaluate("frame => frame.clientHeight"))


def expect_fitting(page: Page, place: int = 0) -> float:
    """Wait until a frame is as high as what stands in it; give that height."""
    frame = quiz_frame(page, place)
    script = "Math.ceil(document.documentElement.getBoundingClientRect().height)"
    for _ in range(200):
        wanted = frame.evaluate(script)
        if frame_height(page, place) == wanted:
            return float(wanted)
        page.wait_for_timeout(50)
    raise AssertionError(f"the frame is {frame_height(page, place)} px high, its page {wanted} px")


def send(frame: Frame, message: str) -> None:
    """Post a message to the page around a frame."""
    frame.evaluate(f"parent.postMessage({message}, '*')")


def note_heights(page: Page) -> None:
    """From now on keep every height that the page's first frame is given, were it for a moment only."""
    page.evaluate("""() => {
      const frame = document.querySelector("iframe");
      self.heights = [];
      new MutationObserver(() => {
        heights.push(frame.style.height);
        document.documentElement.dataset.first = heights[0];
      }).observe(frame, { attributeFilter: ["style"] });
    }""")


def noted_heights(page: Page) -> list[str]:
    page.wait_for_timeout(150)
    return list(page.evaluate("heights"))


def test_the_same_project_gives_the_same_embed(project: Project) -> None:
    edition = project.editions[0]
    assert embed_html(project, edition, edition.banks[0]) == embed_html(project, edition, edition.banks[0])


def test_an_embed_names_its_page_and_stays_out_of_search_engines(project: Project, embeds: Path) -> None:
    html = (embeds / "embed/zh/natural-or-synthetic/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{project.settings.site_url}zh/quiz/natural-or-synthetic/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<html lang="zh-Hans" dir="ltr">' in html
    assert "'unsafe" not in html and " style=" not in html and not re.search(r"<\w[^>]*\son\w+=", html)


def test_an_embed_carries_only_tokens_that_it_uses(embeds: Path) -> None:
    html = (embeds / BASICS / "index.html").read_text(encoding="utf-8")
    given = set(re.findall(r"[{;](--[\w-]+):", html))
    used = set(re.findall(r"var\((--[\w-]+)", html))
    assert given == used


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_handbook_names_every_attribute_and_event(language: str) -> None:
    script = (REPOSITORY / "theme/embed/embed.js").read_text(encoding="utf-8")
    [names] = re.findall(r"OPTIONS = \[(.*?)\]", script)
    events = re.findall(r"^    (\w+): \{", script, re.MULTILINE)
    rows = re.findall(r"^\| `(\w+)` \|", (REPOSITORY / f"docs/{language}/embed.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted([*re.findall(r'"(\w+)"', names), "language", *events])
    assert len(events) == 3


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'sandbox="allow-scripts"',
        'sandbox="allow-scripts allow-same-origin"',
        'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"',
    ],
    ids=["plain", "scripts", "same-origin", "popups"],
)
def test_a_quiz_works_in_a_frame_of_another_site(open_school: OpenPage, sites: Sites, attributes: str) -> None:
    line = f'<iframe title="Quiz" width="700" height="900" src="{sites.quizzes}{BASICS}" {attributes}></iframe>'
    frame = quiz_frame(open_school(line))
    answer_wrong_then_right(frame)
    frame.locator("form > :visible input").first.focus()
    frame.page.keyboard.press("Space")
    frame.page.keyboard.press("Enter")
    expect(frame.locator("label > [data-made]:visible").first).to_be_visible()


# What a browser that keeps no data for foreign frames does, even to a frame of full rights.
NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
  Object.defineProperty(self, name, { get() { throw new DOMException("no storage here", "SecurityError"); } });
Object.defineProperty(Document.prototype, "cookie", {
  get() { throw new DOMException("no storage here", "SecurityError"); },
  set() { throw new DOMException("no storage here", "SecurityError"); },
});
"""


@pytest.mark.parametrize("storage", ["throws", "works"])
@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin"])
def test_a_quiz_goes_on_whether_storage_throws_or_works_and_keeps_its_progress_only_where_it_may(
    open_school: OpenPage, sites: Sites, sandbox: str, storage: str
) -> None:
    line = f'<iframe title="Quiz" width="700" height="900" sandbox="{sandbox}" src="{sites.quizzes}{BASICS}"></iframe>'
    frame = quiz_frame(open_school(line, before=NO_STORAGE if storage == "throws" else ""))
    answer_wrong_then_right(frame)
    kept = "[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie]"
    if storage == "works" and "same-origin" in sandbox:
        assert frame.evaluate("self.origin") + "/" == sites.quizzes
        progress, cookie = frame.evaluate(kept)
        assert progress.startswith("clearheart/natural-or-synthetic") and cookie == ""
    else:
        with pytest.raises(Exception, match=r"no storage here|denied for this document|sandboxed"):
            frame.evaluate(kept)


def test_a_frame_without_scripts_shows_questions_and_answers(open_school: OpenPage, sites: Sites) -> None:
    page = open_school(f'<iframe title="Quiz" width="700" height="900" sandbox src="{sites.quizzes}{BASICS}"></iframe>')
    frame = page.frame_locator("iframe")
    expect(frame.locator("fieldset:visible")).to_have_count(10)
    frame.locator("summary").first.click()
    expect(frame.locator("form > * > details").first.get_by_text("made wholly by chemistry").first).to_be_visible()
    page.watch.faults = [fault for fault in page.watch.faults if "Blocked script execution" not in fault]


def test_the_loader_sandboxes_names_and_sizes_its_frame(open_school: OpenPage, sites: Sites) -> None:
    page = open_school(sites.loader())
    frame = page.locator("prevention-quiz > iframe")
    expect(frame).to_have_attribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox")
    expect(frame).to_have_attribute("loading", "lazy")
    expect(frame).to_have_attribute("title", "Quiz")
    expect(page.locator("prevention-quiz > a")).to_have_count(0)
    assert quiz_frame(page).evaluate("self.origin") == "null"
    with pytest.raises(Exception, match=r"denied for this document|sandboxed"):
        quiz_frame(page).evaluate("localStorage.length")
    expect_fitting(page)


def test_the_frame_grows_and_shrinks_with_the_quiz(open_school: OpenPage, sites: Sites) -> None:
    page = open_school(sites.loader(), height=3000)
    before = expect_fitting(page)
    frame = quiz_frame(page)
    frame.locator("label:has([data-right]):visible").click()
    frame.get_by_role("button", name="Check my answer").click()
    explained = expect_fitting(page)
    assert explained > before + 40
    frame.get_by_role("button", name="Go to question 2").click()
    assert expect_fitting(page) < explained

    wide = expect_fitting(page)
    page.set_viewport_size({"width": 340, "height": 3000})
    expect(frame.locator("html")).to_have_js_property("clientWidth", 324)  # its page has margins of 8 px
    narrow = expect_fitting(page)
    assert narrow > wide
    page.set_viewport_size({"width": 1280, "height": 3000})
    expect(frame.locator("html")).to_have_js_property("clientWidth", 1264)
    assert expect_fitting(page) == wide


def test_the_height_comes_to_rest(open_school: OpenPage, sites: Sites) -> None:
    page = open_school("<script>let told = 0; onmessage = () => told++;</script>" + sites.loader())
    height = expect_fitting(page)
    expect(quiz_frame(page).locator("html")).to_have_js_property("clientHeight", int(height))
    page.wait_for_timeout(300)
    told = page.evaluate("told")
    page.wait_for_timeout(700)
    assert 0 < page.evaluate("told") == told <= 10


def test_an_embed_tells_its_height_and_nothing_else(open_school: OpenPage, sites: Sites) -> None:
    page = open_school("<script>const got = []; onmessage = (event) => got.push(event.data);</script>" + sites.loader())
    answer_wrong_then_right(quiz_frame(page))
    expect_fitting(page)
    messages = page.evaluate("got")
    assert messages
    for message in messages:
        assert set(message) == {"clearheart", "height"}
        assert message["clearheart"] == 1 and isinstance(message["height"], int)


@pytest.mark.parametrize(
    "message",
    [
        "{clearheart: 2, height: 5000}",
        "{clearheart: '1', height: 5000}",
        "{height: 5000}",
        "{clearheart: 1, height: '5000'}",
        "{clearheart: 1, height: NaN}",
        "{clearheart: 1, height: Infinity}",
        "{clearheart: 1, height: -5}",
        "{clearheart: 1, height: 3}",
        "{clearheart: 1, height: 1e9}",
        "{clearheart: 1, height: [5000]}",
        "{clearheart: 1}",
        "null",
        "5000",
        '\'{"clearheart":1,"height":5000}\'',
    ],
)
def test_a_message_of_another_shape_is_ignored(open_school: OpenPage, sites: Sites, message: str) -> None:
    page = open_school(sites.loader())
    expect_fitting(page)
    note_heights(page)
    send(quiz_frame(page), message)
    assert noted_heights(page) == []


def test_a_message_of_the_right_shape_is_believed_until_the_next(open_school: OpenPage, sites: Sites) -> None:
    page = open_school(sites.loader())
    height = expect_fitting(page)
    note_heights(page)
    send(quiz_frame(page), "{clearheart: 1, height: 777.4}")
    expect(page.locator("html")).to_have_attribute("data-first", "778px")
    assert expect_fitting(page) == height


def test_a_forged_message_is_ignored(open_school: OpenPage, sites: Sites) -> None:
    sites.page("<p>Foreign</p>", "foreign.html")
    page = open_school(sites.loader() + '<iframe title="Foreign" src="foreign.html"></iframe>')
    expect_fitting(page)
    note_heights(page)
    forged = "{clearheart: 1, height: 5000}"
    foreign = next(frame for frame in page.frames if frame.url.endswith("foreign.html"))
    send(foreign, forged)
    page.evaluate(f"window.postMessage({forged}, '*')")
    page.evaluate(f"dispatchEvent(new MessageEvent('message', {{data: {forged}}}))")
    page.evaluate(
        f"dispatchEvent(new MessageEvent('message', {{data: {forged}, source: window, origin: '{sites.quizzes}'}}))"
    )
    assert noted_heights(page) == []


def test_several_quizzes_on_a_page_keep_their_own_heights(open_school: OpenPage, sites: Sites) -> None:
    page = open_school(sites.loader() + sites.loader(path="embed/zh/new-substances-and-help/"), height=3000)
    first, second = expect_fitting(page, 0), expect_fitting(page, 1)
    assert first != second
    quiz_frame(page, 1).locator("label:has([data-right]):visible").click()
    quiz_frame(page, 1).get_by_role("button", name="看看对不对").click()
    assert expect_fitting(page, 1) > second
    assert expect_fitting(page, 0) == first


def test_a_quiz_may_come_later_move_change_and_go(open_school: OpenPage, sites: Sites) -> None:
    count = """<script>
      let hooks = 0;
      const add = window.addEventListener, remove = window.removeEventListener;
      window.addEventListener = function (...all) { if (all[0] === "message") hooks++; add.apply(this, all); };
      window.removeEventListener = function (...all) { if (all[0] === "message") hooks--; remove.apply(this, all); };
    </script>"""
    page = open_school(f'{count}<script defer src="{sites.quizzes}embed.js"></script><section></section>')
    page.evaluate(
        """src => {
          const quiz = document.createElement("prevention-quiz");
          quiz.title = "Later";
          document.querySelector("main").append(quiz);
          quiz.setAttribute("src", src);
        }""",
        sites.quizzes + BASICS,
    )
    expect_fitting(page)
    expect(page.locator("iframe")).to_have_attribute("title", "Later")
    page.evaluate("document.querySelector('section').append(document.querySelector('prevention-quiz'))")
    expect_fitting(page)
    assert page.evaluate("hooks") == 1
    expect(page.locator("iframe")).to_have_count(1)

    page.locator("prevention-quiz").evaluate(
        "(quiz, src) => quiz.setAttribute('src', src)", sites.quizzes + "embed/zh/natural-or-synthetic/"
    )
    expect(page.frame_locator("iframe").locator("html")).to_have_attribute("lang", "zh-Hans")
    page.locator("prevention-quiz").evaluate("quiz => quiz.remove()")
    assert page.evaluate("hooks") == 0


@pytest.mark.parametrize(
    "src", ["javascript:parent.hacked=1", "data:text/html,<script>parent.hacked=1</script>", "", "http://["]
)
def test_the_loader_frames_web_pages_only(open_school: OpenPage, sites: Sites, src: str) -> None:
    page = open_school(sites.loader().replace(sites.quizzes + BASICS, src.replace("<", "&lt;")))
    expect(page.locator("prevention-quiz > a")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)
    assert page.evaluate("self.hacked") is None


def test_without_script_the_loaders_link_stays(open_school: OpenPage, sites: Sites) -> None:
    page = open_school(sites.loader(), script=False)
    expect(page.locator("prevention-quiz > a")).to_be_visible()


def test_an_embed_is_one_request(open_school: OpenPage, sites: Sites) -> None:
    page = open_school("")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(sites.page(sites.loader(), "quiz.html"))
    answer_wrong_then_right(quiz_frame(page))
    assert [url for url in asked if url.startswith(sites.quizzes)] == [
        sites.quizzes + "embed.js",
        sites.quizzes + BASICS,
    ]


def test_the_policy_lets_no_other_script_or_style_run(open_page: OpenPage, sites: Sites) -> None:
    page = open_page(sites.quizzes + BASICS)
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "self.hacked = 1";
      document.body.append(script);
      const style = document.createElement("style");
      style.textContent = "body { display: none }";
      document.body.append(style);
    }""")
    assert page.evaluate("self.hacked") is None
    expect(page.locator("h1")).to_be_visible()
    assert len(page.watch.faults) == 2
    page.watch.faults.clear()


def test_links_open_beside_the_page_not_in_the_frame(open_school: OpenPage, sites: Sites, project: Project) -> None:
    page = open_school(sites.loader())
    page.watch.hosts.add("clearheart.example")
    page.context.route("https://clearheart.example/**", lambda route: route.fulfill(body="<title>The site</title>"))
    frame = quiz_frame(page)
    with page.expect_popup() as popup:
        frame.get_by_role("link", name="Open this quiz on Clearheart").click()
    assert popup.value.url == f"{project.settings.site_url}quiz/natural-or-synthetic/"
    assert popup.value.evaluate("self.opener") is None
    for link in frame.locator("a[href^='http']").all():
        assert "noopener" in (link.get_attribute("rel") or "")


LISTEN = """<script>
  const heard = [], got = [];
  addEventListener("message", ({ data }) => got.push(data));
  for (const name of ["ready", "answered", "completed"])
    document.addEventListener(name, (event) => {
      heard.push({ name, ...event.detail });
      document.documentElement.dataset.heard = heard.length;
    }, true);
</script>"""
"""A host page's script that notes every event of an element, and every message of a frame."""


def heard_by(page: Page, count: int) -> list[dict[str, Any]]:
    """Wait for so many events; give them."""
    expect(page.locator("html")).to_have_attribute("data-heard", str(count))
    return list(page.evaluate("heard"))


def finish_test(frame: Frame, questions: int) -> None:
    """Answer every question of a test and hand it in."""
    for number in range(1, questions + 1):
        for option in frame.locator("form > :visible label:has([data-right])").all():
            option.click()
        name = "Hand in" if number == questions else f"Go to question {number + 1}"
        frame.get_by_role("button", name=name, exact=True).click()
    expect(frame.locator("section h2")).to_be_visible()


def test_events_come_to_a_page_that_asks_for_them(open_school: OpenPage, sites: Sites) -> None:
    page = open_school(LISTEN + sites.loader(" events"))
    answer_wrong_then_right(quiz_frame(page))
    first = "which-is-synthetic"
    assert heard_by(page, 3) == [
        {"name": "ready", "questions": 10},
        {"name": "answered", "question": first, "credit": 0},
        {"name": "answered", "question": first, "credit": 1},
    ]


def test_the_end_of_a_test_is_told_with_its_result_and_without_a_word_of_any_answer(
    open_school: OpenPage, sites: Sites
) -> None:
    page = open_school(LISTEN + sites.loader(' events mode="test" pick="3" pass="60" seed="a"'))
    frame = quiz_frame(page)
    words = frame.locator("form label").all_inner_texts()
    finish_test(frame, 3)
    heard = heard_by(page, 2)
    assert [event.pop("name") for event in heard] == ["ready", "completed"]
    assert heard == [
        {"questions": 3},
        {"points": 3, "total": 3, "right": 3, "questions": 3, "passed": True, "mode": "test"},
    ]
    told = page.evaluate("JSON.stringify(got)")
    assert words and not [word for word in words if word in told]


@pytest.mark.parametrize("attributes", ["", ' mode="test" pick="2"'])
def test_no_event_comes_to_a_page_that_does_not_ask(open_school: OpenPage, sites: Sites, attributes: str) -> None:
    page = open_school(LISTEN + sites.loader(attributes))
    frame = quiz_frame(page)
    finish_test(frame, 2) if attributes else answer_wrong_then_right(frame)
    send(frame, "{clearheart: 1, event: 'ready', detail: {questions: 3}}")
    page.wait_for_timeout(150)
    assert page.evaluate("heard") == []


@pytest.mark.parametrize(
    "message",
    [
        "{clearheart: 2, event: 'ready', detail: {questions: 3}}",
        "{clearheart: 1, event: 'click', detail: {questions: 3}}",
        "{clearheart: 1, event: 'toString', detail: {questions: 3}}",
        "{clearheart: 1, event: 'ready'}",
        "{clearheart: 1, event: 'ready', detail: null}",
        "{clearheart: 1, event: 'ready', detail: {questions: '3'}}",
        "{clearheart: 1, event: 'ready', detail: {questions: -3}}",
        "{clearheart: 1, event: 'ready', detail: {questions: NaN}}",
        "{clearheart: 1, event: 'answered', detail: {question: '<b>', credit: 1}}",
        "{clearheart: 1, event: 'answered', detail: {question: ['a'], credit: 1}}",
        "{clearheart: 1, event: 'answered', detail: {question: 'a', credit: 2}}",
        "{clearheart: 1, event: 'completed', detail: {...SCORE, mode: 'other'}}",
        "{clearheart: 1, event: 'completed', detail: {...SCORE, mode: 'test', passed: 1}}",
        "{clearheart: 1, event: 'completed', detail: {mode: 'test'}}",
    ],
)
def test_an_event_of_another_shape_is_ignored(open_school: OpenPage, sites: Sites, message: str) -> None:
    page = open_school(LISTEN + sites.loader(" events"))
    expect_fitting(page)
    before = page.evaluate("heard")
    send(quiz_frame(page), message.replace("...SCORE", "points: 1, total: 1, right: 1, questions: 1"))
    page.wait_for_timeout(150)
    assert page.evaluate("heard") == before == [{"name": "ready", "questions": 10}]


def test_what_an_event_tells_beyond_its_form_does_not_reach_the_page(open_school: OpenPage, sites: Sites) -> None:
    page = open_school(LISTEN + sites.loader(" events"))
    expect_fitting(page)
    send(quiz_frame(page), "{clearheart: 1, event: 'answered', detail: {question: 'a', credit: .5, answer: 'Opium'}}")
    assert heard_by(page, 2)[-1] == {"name": "answered", "question": "a", "credit": 0.5}


def test_a_forged_event_is_ignored(open_school: OpenPage, sites: Sites) -> None:
    sites.page("<p>Foreign</p>", "foreign.html")
    page = open_school(LISTEN + sites.loader(" events") + '<iframe title="Foreign" src="foreign.html"></iframe>')
    expect_fitting(page)
    forged = "{clearheart: 1, event: 'ready', detail: {questions: 77}}"
    send(next(frame for frame in page.frames if frame.url.endswith("foreign.html")), forged)
    page.evaluate(f"window.postMessage({forged}, '*')")
    page.evaluate(f"dispatchEvent(new MessageEvent('message', {{data: {forged}, source: window}}))")
    page.wait_for_timeout(150)
    assert page.evaluate("heard") == [{"name": "ready", "questions": 10}]


def frame_address(page: Page) -> str:
    return str(page.locator("prevention-quiz > iframe").evaluate("frame => frame.src"))


@pytest.mark.parametrize(
    ("attributes", "end"),
    [
        ("", "embed/en/natural-or-synthetic/"),
        (' language="zh"', "embed/zh/natural-or-synthetic/"),
        (' language="../.."', "embed/en/natural-or-synthetic/"),
        (' mode="test" pick="5" seed="tea"', "embed/en/natural-or-synthetic/?mode=test&pick=5&seed=tea"),
        (' seed="a&amp;b=c&quot; #茶"', "embed/en/natural-or-synthetic/?seed=a%26b%3Dc%22+%23%E8%8C%B6"),
        (' pass="80" run="class-7b" tag="law"', "embed/en/natural-or-synthetic/?tag=law&pass=80&run=class-7b"),
        (" shuffle events", "embed/en/natural-or-synthetic/?shuffle=1&events=1"),
        (' shuffle="0" pick=""', "embed/en/natural-or-synthetic/?pick=&shuffle=0"),
        (
            ' theme="dark" accent="ffcc00" size="125"',
            "embed/en/natural-or-synthetic/?theme=dark&accent=ffcc00&size=125",
        ),
    ],
)
def test_attributes_go_into_the_frames_address(open_school: OpenPage, sites: Sites, attributes: str, end: str) -> None:
    page = open_school(sites.loader(attributes))
    assert frame_address(page) == sites.quizzes + end
    quiz_frame(page)


def test_an_attribute_goes_before_what_stands_in_the_address(open_school: OpenPage, sites: Sites) -> None:
    page = open_school(sites.loader(' seed="b"', f"{BASICS}?seed=a&pick=4"))
    assert frame_address(page) == f"{sites.quizzes}{BASICS}?seed=b&pick=4"


def test_attributes_that_change_together_change_the_frame_once_and_leave_no_trace_in_the_history(
    open_school: OpenPage, sites: Sites
) -> None:
    page = open_school(sites.loader())
    quiz_frame(page)
    length = page.evaluate("history.length")
    page.locator("prevention-quiz").evaluate("""async (quiz) => {
      self.frames_made = 0;
      new MutationObserver((changes) => frames_made += changes.length).observe(quiz, { childList: true });
      quiz.setAttribute("mode", "test");
      quiz.setAttribute("pick", "2");
      quiz.title = "Other";
    }""")
    frame = quiz_frame(page)
    expect(frame.locator("clearheart-quiz > div > p")).to_have_text("Question 1 of 2")
    expect(page.locator("iframe")).to_have_attribute("title", "Other")
    page.locator("prevention-quiz").evaluate("quiz => quiz.removeAttribute('pick')")
    expect(quiz_frame(page).locator("clearheart-quiz > div > p")).to_have_text("Question 1 of 10")
    assert page.evaluate("frames_made") == 2
    assert page.evaluate("history.length") == length


def test_the_loader_works_under_the_strictest_policy_that_lets_it_in(open_page: OpenPage, sites: Sites) -> None:
    policy = f"default-src 'none'; img-src data:; script-src {sites.quizzes}embed.js; frame-src {sites.quizzes}"
    page = open_page(sites.page(sites.loader(" events"), policy=policy), hosts=(sites.quizzes,))
    expect_fitting(page)
    answer_wrong_then_right(quiz_frame(page))
    expect_fitting(page)


@pytest.mark.parametrize("size", ["80", "150", "200"])
def test_the_frame_fits_a_quiz_of_another_size(open_school: OpenPage, sites: Sites, size: str) -> None:
    page = open_school(sites.loader(f' size="{size}"'), height=3000)
    expect_fitting(page)
    answer_wrong_then_right(quiz_frame(page))
    expect_fitting(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_an_embed_breaks_an_accessibility_rule(
    open_page: OpenPage, sites: Sites, axe_violations: Callable[[Page], list[str]], scheme: str
) -> None:
    page = open_page(sites.quizzes + BASICS, width=320, color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", ground)[:3])) > 384) == (scheme == "light")
    assert axe_violations(page) == []
    answer_wrong_then_right(page.main_frame)
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for number in ("120", "12356", "12355"):
        expect(page.get_by_role("link", name=number, exact=True)).to_have_attribute("href", f"tel:{number}")


def test_the_loader_works_from_a_folder_on_disk(open_page: OpenPage, embeds: Path, tmp_path: Path) -> None:
    disk = Sites(quizzes=embeds.as_uri() + "/", school=tmp_path.as_uri() + "/", folder=tmp_path)
    page = open_page(disk.page(disk.loader()), hosts=(disk.quizzes, disk.school))
    expect_fitting(page)
    answer_wrong_then_right(quiz_frame(page))
    expect_fitting(page)
