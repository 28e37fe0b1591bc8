"""Keep workers busy: tasks go in one after the other, what comes of each goes out, a few of them in flight at a time.

So memory stays flat however many there are, and what a lost worker had in hand is given to another one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from typing import TypeVar

from clearheart.local_editions.crew import Crew
from clearheart.problems import ClearheartError, EnvironmentFault

_AHEAD = 2  # tasks for each worker: one in hand, one waiting
_MOST_BREAKS = 3
_GO_ON = "run this again: it goes on where it stopped"

_Ticket = TypeVar("_Ticket")
_Task = TypeVar("_Task")
_Made = TypeVar("_Made")


def work_through(
    tasks: Iterable[tuple[_Ticket, _Task]],
    work: Callable[[_Task], _Made],
    crew: Crew,
    tick: Callable[[], None] = lambda: None,
) -> Iterator[tuple[_Ticket, _Made]]:
    """Give what came of each task with its ticket, in the order in which they are done; `tick` is called while waiting.

    The ticket stays here, the task goes to a worker.

    Raises EnvironmentFault where workers are lost again and again.
    """
    coming, lost = iter(tasks), deque[tuple[_Ticket, _Task]]()
    running: dict[Future[_Made], tuple[_Ticket, _Task]] = {}
    executor = crew.hire()
    breaks = 0
    while True:
        while len(running) < _AHEAD * crew.size:
            task = lost.popleft() if lost else next(coming, None)
            if task is None:
                break
            try:
                running[executor.submit(work, task[1])] = task
            except BrokenExecutor:
                lost.append(task)
                break
        if not running and not lost:
            return
        done, _ = wait(running, timeout=1, return_when=FIRST_COMPLETED)
        tick()
        is_broken = bool(lost) and not running
        for future in done:
            task = running.pop(future)
            try:
                made = _result(future)
            except BrokenExecutor:
                is_broken = True
                lost.append(task)
            else:
                breaks = 0
                yield task[0], made
        if is_broken:
            lost.extend(running.values())  # nothing comes of what a broken executor still holds
            running.clear()
            breaks += 1
            if breaks >= _MOST_BREAKS:
                what = f"the processes that print were ended from outside {breaks} times in a row"
                raise EnvironmentFault(what, f"free some memory, then {_GO_ON}")
            executor = crew.hire()


def _result(future: Future[_Made]) -> _Made:
    try:
        return future.result()
    except (BrokenExecutor, ClearheartError):
        raise
    except CancelledError:
        raise EnvironmentFault("the connection to the cluster was lost", f"look after it, then {_GO_ON}") from None
    except Exception as error:  # a cluster has its own, such as KilledWorker
        what = f"a worker failed ({type(error).__name__}: {str(error)[:300]})"
        raise EnvironmentFault(what, f"look at its log, then {_GO_ON}") from error
