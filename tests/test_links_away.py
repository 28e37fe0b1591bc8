"""Links among the authors' files: what leads out of the project never comes onto the site or the paper."""

from __future__ import annotations

from pathlib import Path

from clearheart.read.files import find_banks, find_documents


def make(root: Path) -> Path:
    project = root / "project"
    for path, text in {
        "project/content/en/index.md": "# Home",
        "project/content/en/shared/house.png": "house",
        "project/quizzes/en/real.yml": "title: A",
        "outside/secret.md": "# Secret",
        "outside/secret.png": "secret",
        "outside/secret.yml": "title: Secret",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return project


def test_links_that_lead_out_of_the_project_are_refused(tmp_path: Path) -> None:
    project = make(tmp_path)
    for name in ("secret.md", "secret.png"):
        (project / "content/en" / name).symlink_to(tmp_path / "outside" / name)
    (project / "quizzes/en/secret.yml").symlink_to("../../../outside/secret.yml")
    found, banks = find_documents(project, "content/en"), find_banks(project, "en")
    assert found.texts == ["content/en/index.md"]
    assert found.media == ["content/en/shared/house.png"]
    assert banks.texts == ["quizzes/en/real.yml"]
    assert [str(problem) for problem in (*found.problems, *banks.problems)] == [
        f"{path}: this is a link that leads out of the project - put a copy of the file here"
        for path in ("content/en/secret.md", "content/en/secret.png", "quizzes/en/secret.yml")
    ]


def test_a_link_that_stays_in_the_project_is_read(tmp_path: Path) -> None:
    project = make(tmp_path)
    (project / "content/en/house.png").symlink_to("shared/house.png")
    found = find_documents(project, "content/en")
    assert found.media == ["content/en/house.png", "content/en/shared/house.png"]
    assert found.problems == []


def test_a_linked_folder_is_told_since_nobody_reads_it(tmp_path: Path) -> None:
    project = make(tmp_path)
    (project / "content/en/more").symlink_to(tmp_path / "outside", target_is_directory=True)
    found = find_documents(project, "content/en")
    assert found.media == ["content/en/shared/house.png"]
    assert [str(problem) for problem in found.problems] == [
        "content/en/more: this is a link to a folder, which is not read - put the folder itself here"
    ]
