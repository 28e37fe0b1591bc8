"""What templates are told of a page: its template by its kind, and its days in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from clearheart.front_matter import front_matter
from clearheart.read import read_project
from tests.projects import write_project
from tests.test_print import ENGLISH

DAY = date(2026, 11, 22)
FILES = {
    "content/en/know/part.md": "---\nreviewed: 2026-11-22\nreview_by: 2027-05-22\n---\n# A part\n",
    "content/zh/know/part.md": "---\nreviewed: 2026-11-22\nexit: false\n---\n# 一页\n",
    "content/en/quiz/basics.md": "# Basics\n\n```quiz\nbasics\n```\n",
    "content/en/teach/course.md": "# Course\n\n/// course\n## One\n\nRead.\n\n## Two\n\nRead.\n///\n",
    "content/en/teach/chosen.md": "---\ntemplate: home.html\n---\n# Chosen\n\n/// course\n## One\n\nRead.\n///\n",
    "content/en/leaflets/small.md": ENGLISH,
    "docs/en/write.md": "# Write\n\n```markdown\n/// course\n///\n```\n",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    project, _ = read_project(write_project(tmp_path_factory.mktemp("kinds"), dict(FILES)), DAY)
    documents = [page for edition in project.editions for page in (*edition.documents, *edition.handbook)]
    return {page.path: front_matter(page) for page in documents}


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("content/en/index.md", None),
        ("content/en/know/part.md", None),
        ("content/en/quiz/basics.md", "quiz.html"),
        ("content/en/teach/course.md", "course.html"),
        ("content/en/teach/chosen.md", "home.html"),
        ("content/en/leaflets/small.md", "leaflet.html"),
        ("docs/en/write.md", None),
    ],
)
def test_the_kind_of_a_page_chooses_its_template_unless_the_page_does(
    path: str, template: str | None, told: dict[str, dict[str, object]], root: Path
) -> None:
    assert told[path].get("template") == template
    assert template is None or (root / "theme" / "site" / template).is_file()


def test_days_come_in_the_words_of_the_language(told: dict[str, dict[str, object]]) -> None:
    english, chinese = told["content/en/know/part.md"], told["content/zh/know/part.md"]
    assert (english["reviewed_words"], english["review_by_words"]) == ("22 November 2026", "22 May 2027")
    assert chinese["reviewed_words"] == "2026年11月22日"
    assert "review_by_words" not in chinese


def test_what_is_left_open_is_not_told_and_no_is_an_answer(told: dict[str, dict[str, object]]) -> None:
    assert "exit" not in told["content/en/know/part.md"]
    assert told["content/zh/know/part.md"]["exit"] is False
