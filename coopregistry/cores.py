"""Pure work shared out among the cores of the machine."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

Result = TypeVar("Result")
Task = tuple[Callable[..., Result], tuple[Any, ...]]  # a function of a module, and its arguments


def one_by_one(tasks: Sequence[Task[Result]]) -> Iterator[Result]:
    return map(_called, tasks)


def on_all_cores(tasks: Sequence[Task[Result]]) -> Iterator[Result]:
    """As one_by_one, by a process for each core. The functions are pure: these processes have nothing of this
    one, neither settings nor a connection to the database, and end with it, however it ends."""
    workers = min(len(os.sched_getaffinity(0)), len(tasks))
    if workers < 2:
        yield from one_by_one(tasks)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin) as pool:
        yield from pool.map(_called, tasks)


def _called(task: Task[Result]) -> Result:
    function, arguments = task
    return function(*arguments)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a person who presses Ctrl+C asks the process they work for
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
