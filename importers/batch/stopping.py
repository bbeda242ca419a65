"""Ends a long run between two documents when a person asks for it."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Whether somebody has asked to stop."""

    def __init__(self, say: Callable[[], None]):
        self.is_asked = False
        self._say = say

    def ask(self, _number: int, _frame: FrameType | None) -> None:
        """Asked twice, it stops at once: the document under way is then not in at all."""
        if self.is_asked:
            raise KeyboardInterrupt
        self.is_asked = True
        self._say()


@contextmanager
def stopping(say: Callable[[], None]) -> Iterator[Stop]:
    """Signals that end a program set `is_asked` instead, while this lasts. For the main thread alone."""
    stop = Stop(say)
    before = {number: signal.signal(number, stop.ask) for number in SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
