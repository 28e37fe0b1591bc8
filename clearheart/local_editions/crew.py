"""Hire workers: a number or the address of a Dask scheduler goes in, executors that all work alike come out."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from clearheart.problems import EnvironmentFault

_PATIENCE = 15  # seconds to wait for a scheduler


@dataclass(frozen=True)
class Crew:
    """Say how many tasks are worked on at once, and how to get an executor, also in place of a broken one."""

    size: int
    hire: Callable[[], Executor]


@contextmanager
def hire_crew(workers: int | None, scheduler: str | None) -> Iterator[Crew]:
    """Hire processes of this machine, or the workers of a Dask cluster, and let them go in the end."""
    if scheduler:
        with _cluster(scheduler) as crew:
            yield crew
    else:
        with _processes(workers or _count_cores()) as crew:
            yield crew


def _count_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _processes(workers: int) -> Iterator[Crew]:
    hired: list[ProcessPoolExecutor] = []

    def hire() -> Executor:
        hired.append(ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_begin))
        return hired[-1]

    try:
        yield Crew(workers, hire)
    finally:
        for pool in hired:
            pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Prepare a process of ours: it leaves Ctrl-C to the one that hired it, and ends when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None, "a process of a pool has a parent"
    parent.join()
    os._exit(1)


@contextmanager
def _cluster(address: str) -> Iterator[Crew]:
    """Take the workers of a Dask cluster by its own executor."""
    try:
        # An extra that most people lack: so it is imported here, and not above.
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        mend = 'install it with: pip install "clearheart[cluster]", or print here without --scheduler'
        raise EnvironmentFault("the package distributed is not installed", mend, "--scheduler") from None
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:  # what it raises for wrong addresses differs by their form
        mend = "name a running one, as in tcp://192.168.1.10:8786 (start it with: dask scheduler)"
        what = f'no Dask scheduler answers at "{address}" ({type(error).__name__})'
        raise EnvironmentFault(what, mend, "--scheduler") from None
    try:
        size = sum(client.nthreads().values())
        if not size:
            mend = f"start one on each machine: dask worker {address}"
            raise EnvironmentFault("this Dask cluster has no workers", mend, "--scheduler")
        # Tasks with the same words are the same task to Dask unless told otherwise: it would hash every one.
        yield Crew(size, lambda: client.get_executor(pure=False))
    finally:
        client.close()
