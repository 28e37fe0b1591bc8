"""The shelf of what was printed: what is kept, made anew, and thrown away."""

from __future__ import annotations

from pathlib import Path

import pytest

from clearheart.orders import Order, Shelf, _taken_in


def write_down(text: str, log: str) -> bytes:
    """Make a file, and tell in another one that it was made."""
    with Path(log).open("a", encoding="utf-8") as file:
        file.write(f"{text}\n")
    return f"head\n{text}".encode()


def body(made: bytes) -> bytes:
    return made.partition(b"\n")[2]


def fail(text: str) -> bytes:
    raise ValueError(text)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def shelf(tmp_path: Path, templates: str = "one") -> Shelf:
    return Shelf(tmp_path / "kept", templates)


def orders(log: Path, *texts: str) -> list[Order]:
    return [Order(f"folder/{text}.txt", write_down, (text, str(log)), body) for text in texts]


def made(log: Path) -> list[str]:
    return sorted(log.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("count", [3, 20])
def test_each_file_is_made_once_and_kept(tmp_path: Path, log: Path, count: int) -> None:
    """Few are made here, many by processes of their own."""
    names = [f"n{number:02}" for number in range(count)]
    for out in ("one", "two"):
        shelf(tmp_path).fill(orders(log, *names), tmp_path / out)
        files = sorted((tmp_path / out).rglob("*.txt"))
        assert [(path.stem, path.read_text("utf-8")) for path in files] == [(name, name) for name in names]
    assert made(log) == names


def test_other_templates_or_other_input_are_made_anew(tmp_path: Path, log: Path) -> None:
    shelf(tmp_path).fill(orders(log, "a", "b"), tmp_path / "out")
    shelf(tmp_path).fill(orders(log, "a", "c"), tmp_path / "out")
    assert made(log) == ["a", "b", "c"]
    shelf(tmp_path, "two").fill(orders(log, "a", "c"), tmp_path / "out")
    assert made(log) == ["a", "a", "b", "c", "c"]


def test_what_is_asked_for_no_longer_is_thrown_away_by_a_build_and_not_by_a_check(tmp_path: Path, log: Path) -> None:
    shelf(tmp_path).fill(orders(log, "a", "b"), tmp_path / "out")
    assert shelf(tmp_path).get(orders(log, "a")) == [b"head\na"]
    assert len(list((tmp_path / "kept").iterdir())) == 2
    shelf(tmp_path).fill(orders(log, "a"), tmp_path / "out")
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_two_functions_of_the_same_input_are_two_orders(tmp_path: Path, log: Path) -> None:
    one, other = Order("a", write_down, ("a",)), Order("a", fail, ("a",))
    assert one.key("") != other.key("")


def test_what_fails_is_raised_and_never_kept(tmp_path: Path, log: Path) -> None:
    wrong = [Order(f"{number}", fail, (f"no {number}",)) for number in range(20)]
    with pytest.raises(ValueError, match="no 0"):
        shelf(tmp_path).get(wrong)
    assert list((tmp_path / "kept").iterdir()) == []


def test_what_is_kept_depends_on_the_modules_that_make_it_and_on_no_others() -> None:
    taken = _taken_in("clearheart.print.papers.outputs")
    assert {"clearheart.print.papers.outputs", "clearheart.print.press", "clearheart.model.kinds.order"} <= taken
    assert not {"clearheart.build", "clearheart.stage", "clearheart.hall"} & taken
