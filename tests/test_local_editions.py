"""Local editions of print: every good row gets its leaflets, whatever happens on the way, and nothing is made twice."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from threading import Lock

import pypdf
import pytest
from filelock import FileLock
from PIL import Image

from clearheart.cli import main
from clearheart.local_editions import Printed, Request, print_local_editions
from clearheart.local_editions.crew import Crew, hire_crew
from clearheart.local_editions.ledger import Ledger
from clearheart.local_editions.progress import Progress
from clearheart.local_editions.window import work_through
from clearheart.local_editions.work import Outcome, Task, digest_release, work
from clearheart.problems import ClearheartError, EnvironmentFault
from tests.leaflet_projects import offices, write_imprints, write_leaflets

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with three Chinese leaflets, one of them in two formats, one in grey."""
    return write_leaflets(tmp_path_factory.mktemp("project"), {"one": "a4", "two": "a4, a5x2", "three": "grey"})


def order(root: Path, folder: Path, rows: list[tuple[str, ...]], **more: object) -> Request:
    more = {"leaflets": ("one",), "workers": 1, **more}
    return Request(write_imprints(folder / "imprints.csv", rows), folder / "out", day=DAY, **more)  # type: ignore[arg-type]


def run(root: Path, what: Request) -> Printed:
    return print_local_editions(root, what, stream=io.StringIO())


def run_on_paper(root: Path, what: Request) -> Printed:
    """Run an order where only the files matter: threads that set nothing stand in for the workers."""

    def print_of_paper(task: Task) -> list[Outcome]:
        return [b"%PDF " + str(imprint["organisation"]).encode() for imprint in task.imprints]

    with ThreadPoolExecutor(2) as pool:
        crew = nullcontext(Crew(2, lambda: pool))
        return print_local_editions(root, what, stream=io.StringIO(), do=print_of_paper, hire=lambda *_: crew)


def lines_of(out: Path) -> list[dict[str, str]]:
    with (out / "made.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def files_of(out: Path) -> dict[str, bytes]:
    """Give every PDF below a folder, and hold made.csv to telling exactly these."""
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.pdf")}
    told = {line["file"]: (line["bytes"], line["sha256"]) for line in lines_of(out)}
    assert len(lines_of(out)) == len(files), "each file is told once"
    assert told == {name: (str(len(data)), hashlib.sha256(data).hexdigest()) for name, data in files.items()}
    assert not list(out.rglob("*.part"))
    return files


# What comes out


def test_every_row_gets_every_chosen_leaflet(root: Path, tmp_path: Path) -> None:
    what = order(root, tmp_path, offices(3), leaflets=("one", "two"), formats=())
    printed = run(root, what)
    assert (printed.made, printed.kept, printed.organisations, printed.problems) == (9, 0, 3, [])
    files = files_of(tmp_path / "out")
    assert sorted(files) == [
        f"0000{number + 2}-第{number}社区禁毒办/{name}.pdf"
        for number in range(3)
        for name in ("one-a4", "two-a4", "two-a5x2")
    ]
    for name, data in files.items():
        text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
        number = name.split("第")[1][0]
        assert f"第{number}社区禁毒办" in text and f"0855-820000{number}" in text
    assert [line["row"] for line in lines_of(tmp_path / "out")] == sorted(
        line["row"] for line in lines_of(tmp_path / "out")
    )


def test_the_same_order_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        run(root, order(root, tmp_path / name, offices(2)))
        made.append((files_of(tmp_path / name / "out"), (tmp_path / name / "out/made.csv").read_bytes()))
    assert made[0] == made[1]


def test_bad_rows_are_told_and_the_rest_is_printed(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        *offices(2),
        ("长" * 400, "1", "", "", "zh", ""),
        ("=1+1", "1", "", "", "zh", ""),
        ("../../x", "1", "", "", "zh", ""),
        ("笑\U0001f642脸", "1", "", "", "zh", ""),
        ("a", "1", "", "logo.png", "zh", ""),
    ]
    what = order(root, tmp_path, rows)
    before = sorted(tmp_path.iterdir())
    command = ["print", "--root", str(root), "--imprints", str(what.imprints), "--out", str(what.out), "--date", DAY]
    assert main([*command, "--leaflet", "one", "--workers", "1"]) == 1
    told = capsys.readouterr().err.splitlines()
    for number, words in (
        (4, "times as wide as its place on paper (one-a4)"),
        (5, 'organisation begins with "="'),
        (6, "is a path of files"),
        (7, 'no font of theme/fonts holds "🙂"'),
        (8, 'the logo "logo.png" is not there'),
    ):
        assert any(f"imprints.csv:{number}: " in line and words in line for line in told), words
    assert told[-1] == "5 problems, 0 warnings; the rest was printed."
    assert len(files_of(tmp_path / "out")) == 2
    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / "out"]), "nothing outside the output folder"


def test_a_logo_is_printed_at_the_resolution_of_paper(root: Path, tmp_path: Path) -> None:
    Image.new("RGB", (1000, 500), (11, 107, 107)).save(tmp_path / "logo.png")
    row = ("凯里市禁毒办", "0855-8212345", "", "logo.png", "zh", "本地热线：12345")
    assert run(root, order(root, tmp_path, [row])).problems == []
    reader = pypdf.PdfReader(io.BytesIO(*files_of(tmp_path / "out").values()))
    sizes = [image.image.size for page in reader.pages for image in page.images if image.image]
    assert (307, 154) in sizes, "26 x 13 mm at 300 dots an inch"
    assert row[0] in "".join(page.extract_text() for page in reader.pages)


def test_a_logo_is_grey_where_the_format_is(root: Path, tmp_path: Path) -> None:
    for name, mode in (("logo.png", "RGBA"), ("logo.jpg", "RGB")):
        Image.new(mode, (1000, 500), (184, 58, 38, 255)[: len(mode)]).save(tmp_path / name)
        row = ("凯里市禁毒办", "", "", name, "zh", "")
        assert run(root, order(root, tmp_path, [row], leaflets=("three",))).problems == []
        data = files_of(tmp_path / "out").popitem()[1]
        pictures = [image.image for page in pypdf.PdfReader(io.BytesIO(data)).pages for image in page.images]
        logo = next(picture for picture in pictures if picture and picture.size == (307, 154))
        red, green, blue = logo.convert("RGB").getpixel((150, 75))  # type: ignore[misc]
        assert red == green == blue and abs(red - 94) < 6


def test_a_run_without_bad_rows_ends_well(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    what = order(root, tmp_path, offices(1))
    command = ["print", "--root", str(root), "--imprints", str(what.imprints), "--out", str(what.out), "--date", DAY]
    assert main([*command, "--leaflet", "two", "--format", "a5x2", "--workers", "1"]) == 0
    assert "1 leaflet made; 0 kept; 1 organisation" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"leaflets": ("onn",)}, '--leaflet: "onn": no leaflet has this name - did you mean one?'),
        ({"leaflets": ("one",), "formats": ("a5x2",)}, "no chosen leaflet names this in its formats"),
        ({"out": "content/zh"}, "this folder is the project's own"),
        ({"out": ".."}, "this folder is the project's own"),
        ({"out": "mkdocs.yml"}, "this is a file"),
    ],
)
def test_wrong_orders_are_refused_before_anything_is_written(
    root: Path, tmp_path: Path, chosen: dict[str, object], told: str
) -> None:
    more = {"leaflets": (), "formats": (), **chosen}
    out = more.pop("out", None)
    what = order(root, tmp_path, offices(1), **more)
    if out:
        what = Request(what.imprints, root / str(out), day=DAY)
    with pytest.raises(ClearheartError, match=told.replace("?", r"\?")):
        run(root, what)
    assert not (tmp_path / "out").exists()


def test_rows_in_a_language_without_leaflets_are_warned_of(root: Path, tmp_path: Path) -> None:
    printed = run(root, order(root, tmp_path, [*offices(1), ("Library", "1", "", "", "en", "")]))
    assert printed.made == 1
    assert [problem.severity for problem in printed.problems] == ["warning"]
    assert 'rows in the language "en" get nothing' in printed.problems[0].what


# Going on


def test_a_second_run_keeps_what_is_right(root: Path, tmp_path: Path) -> None:
    what = order(root, tmp_path, offices(50))
    assert run_on_paper(root, what).made == 50
    before = files_of(tmp_path / "out")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.pdf")}
    again = run_on_paper(root, what)
    assert (again.made, again.kept) == (0, 50)
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert files_of(tmp_path / "out") == before


def test_only_what_is_missing_harmed_or_changed_is_made_anew(root: Path, tmp_path: Path) -> None:
    run_on_paper(root, order(root, tmp_path, offices(5)))
    files = sorted((tmp_path / "out").rglob("*.pdf"))
    files[0].unlink()
    files[1].write_bytes(b"%PDF harmed")
    changed = [*offices(4), ("第4社区禁毒办", "12345", "", "", "zh", "")]
    again = run_on_paper(root, order(root, tmp_path, changed))
    assert (again.made, again.kept) == (3, 2)
    assert len(files_of(tmp_path / "out")) == 5


def test_a_changed_leaflet_is_made_anew(tmp_path: Path) -> None:
    root = write_leaflets(tmp_path / "project", {"one": "a4"})
    run_on_paper(root, order(root, tmp_path, offices(2)))
    text = root / "content/zh/leaflets/one.md"
    text.write_text(text.read_text("utf-8").replace("几条就够", "几条够了"), "utf-8")
    assert run_on_paper(root, order(root, tmp_path, offices(2))).made == 2


def test_a_list_that_was_cut_off_is_read_as_far_as_it_is_whole(root: Path, tmp_path: Path) -> None:
    what = order(root, tmp_path, offices(5))
    run_on_paper(root, what)
    list_of = tmp_path / "out" / "made.csv"
    list_of.write_bytes(list_of.read_bytes()[:-40])
    again = run_on_paper(root, what)
    assert (again.made, again.kept) == (1, 4)
    assert len(files_of(tmp_path / "out")) == 5


def test_other_choices_stay_in_the_list_and_rows_that_are_gone_are_warned_of(root: Path, tmp_path: Path) -> None:
    run_on_paper(root, order(root, tmp_path, offices(3)))
    again = run_on_paper(root, order(root, tmp_path, offices(1), leaflets=("two",), formats=("a4",)))
    assert len(files_of(tmp_path / "out")) == 4
    assert [str(problem) for problem in again.problems] == [
        "00003-第1社区禁毒办: belongs to no good row of imprints.csv any more, nor do others here (1)"
        " - delete it if nobody needs it"
    ]


def test_a_list_of_somebody_else_is_left_alone(root: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "made.csv").write_text("my,own\n")
    with pytest.raises(EnvironmentFault, match="but is another one"):
        run_on_paper(root, order(root, tmp_path, offices(1)))
    assert (tmp_path / "out" / "made.csv").read_text() == "my,own\n"


def test_a_second_run_into_the_same_folder_waits(root: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with FileLock(tmp_path / "out" / ".lock"), pytest.raises(EnvironmentFault, match="another run is printing"):
        run_on_paper(root, order(root, tmp_path, offices(1)))


def test_a_folder_that_is_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "00002-第0社区禁毒办").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EnvironmentFault, match="leads to another place"):
        run_on_paper(root, order(root, tmp_path, offices(1)))
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_run_that_was_killed_goes_on(root: Path, tmp_path: Path) -> None:
    what = order(root, tmp_path, offices(120))
    command = [sys.executable, "-m", "clearheart", "print", "--root", str(root), "--date", DAY, "--workers", "2"]
    command += ["--imprints", str(what.imprints), "--out", str(what.out), "--leaflet", "one"]
    out = tmp_path / "out"
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        wait_for(lambda: len(list(out.rglob("*.pdf"))) > 30)
        running.send_signal(signal.SIGKILL)
    there = len(list(out.rglob("*.pdf")))
    assert there < 120
    again = run(root, what)
    assert again.made + again.kept == 120 and again.kept >= there - 1 > 0
    assert len(files_of(out)) == 120


def wait_for(is_so: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


# The list of what was made


def test_no_cell_of_the_list_is_a_formula(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        for number, name in enumerate(("=1+1", "+1", "-1", "@x", "\tx", "＝1", "good")):
            ledger.write(f"{number:05}", name, "one", "a4", "key", b"%PDF")
    names = [line["organisation"] for line in lines_of(tmp_path)]
    assert names == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'＝1", "good"]
    assert (tmp_path / "made.csv").read_bytes().startswith("\ufeffrow,organisation".encode())
    with Ledger(tmp_path) as ledger:
        assert ledger.is_made("00000/one-a4.pdf", "key")
    assert [line["organisation"] for line in lines_of(tmp_path)] == names


def test_lines_are_there_as_soon_as_their_files(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        for row in ("00009-b", "00002-a"):
            ledger.write(row, "x", "one", "a4", "key", b"%PDF")
            assert lines_of(tmp_path)[-1]["row"] == row
    assert [line["row"] for line in lines_of(tmp_path)] == ["00002-a", "00009-b"]


# Workers


def double(number: int) -> int:
    return 2 * number


def end_once(task: tuple[Path, int]) -> int:
    """End the whole process the first time that 7 comes."""
    mark, number = task
    if number == 7 and not mark.exists():
        mark.write_text("ended")
        os._exit(9)
    return number


def end_always(_: object) -> None:
    os._exit(9)


def fail(_: object) -> None:
    raise RuntimeError("broken pipe of the press")


def test_only_a_few_tasks_are_in_flight(tmp_path: Path) -> None:
    lock, flying = Lock(), [0, 0]

    def tasks() -> object:
        for number in range(200):
            with lock:
                flying[0] += 1
                flying[1] = max(flying)
            yield number, number

    with ThreadPoolExecutor(2) as pool:
        crew = Crew(2, lambda: pool)
        for ticket, made in work_through(tasks(), double, crew):  # type: ignore[var-annotated, arg-type]
            assert made == 2 * ticket
            with lock:
                flying[0] -= 1
    assert flying[0] == 0 and flying[1] <= 2 * 2 + 1


def test_what_a_lost_process_had_in_hand_is_done_again_and_once(tmp_path: Path) -> None:
    with hire_crew(2, None) as crew:
        tasks = ((number, (tmp_path / "mark", number)) for number in range(40))
        made = [ticket for ticket, _ in work_through(tasks, end_once, crew)]
    assert sorted(made) == list(range(40))
    assert (tmp_path / "mark").exists()


def test_processes_that_end_again_and_again_stop_the_run() -> None:
    with hire_crew(1, None) as crew, pytest.raises(EnvironmentFault, match="ended from outside 3 times"):
        list(work_through([(1, 1)], end_always, crew))


def test_a_worker_that_fails_is_told() -> None:
    with hire_crew(1, None) as crew, pytest.raises(EnvironmentFault, match="RuntimeError: broken pipe"):
        list(work_through([(1, 1)], fail, crew))


def test_a_worker_of_another_release_says_so(root: Path) -> None:
    class Leaflet:
        class pages:  # noqa: N801
            theme = root / "theme"

    with pytest.raises(EnvironmentFault, match="other templates, fonts or programs"):
        work(Task(Leaflet(), (), "another"))  # type: ignore[arg-type]
    with pytest.raises(EnvironmentFault, match="does not find the project's templates"):
        digest_release(root / "nowhere")


def test_a_fault_of_one_row_is_no_fault_of_the_others(root: Path, tmp_path: Path) -> None:
    class Leaflet:
        class pages:  # noqa: N801
            theme = root / "theme"

        def print(self, imprint: dict[str, str]) -> bytes:
            if imprint["organisation"] == "bad":
                raise ValueError("odd")
            return b"%PDF"

    task = Task(Leaflet(), ({"organisation": "bad"}, {"organisation": "good"}), digest_release(root / "theme"))  # type: ignore[arg-type]
    bad, good = work(task)
    assert good == b"%PDF" and "ValueError: odd" in bad.what  # type: ignore[union-attr]


# How far it is


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_tells_rate_and_time_left() -> None:
    now = [0.0]
    stream = io.StringIO()
    progress = Progress(1000, stream, lambda: now[0])
    for _ in range(200):
        progress.keep()
    for _ in range(300):
        now[0] += 0.125
        progress.add()
    assert progress.line() == "500 of 1,000 leaflets, 200 kept, 8.0 a second, 1 min 2 s left"
    assert len(stream.getvalue().splitlines()) == 3, "a line every ten seconds"


@pytest.mark.parametrize(("left", "told"), [(50, "5 s left"), (900, "1 min 30 s left"), (72_000, "2 h 0 min left")])
def test_time_is_told_as_people_say_it(left: int, told: str) -> None:
    now = [0.0]
    progress = Progress(left + 110, io.StringIO(), lambda: now[0])
    for _ in range(110):
        progress.add()
    now[0] = 11.0
    progress.tick()
    assert progress.line().endswith(f", {told}")


def test_a_terminal_keeps_to_one_line() -> None:
    now = [0.0]
    stream = Terminal()
    progress = Progress(10, stream, lambda: now[0])
    for _ in range(10):
        now[0] += 1
        progress.add()
    progress.end()
    assert "\n" not in stream.getvalue() and stream.getvalue().count("\r") == 12
    assert stream.getvalue().endswith(" \r")
