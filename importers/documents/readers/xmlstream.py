"""Large XML parts as a stream of events: expat with a table of handlers for the elements that matter."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TypeVar
from xml.parsers import expat

from .refusals import refusal

Attributes = dict[str, str]
Start = Callable[[Attributes], None]
End = Callable[[], None]

Handler = TypeVar("Handler", bound=Callable[..., None])

CHUNK = 64 * 1024


def on_start(*names: str) -> Callable[[Handler], Handler]:
    """Marks the method to call with the attributes where such an element starts."""

    def mark(handler: Handler) -> Handler:
        handler.__dict__["starts"] = names
        return handler

    return mark


def on_end(*names: str) -> Callable[[Handler], Handler]:
    """Marks the method to call where such an element ends."""

    def mark(handler: Handler) -> Handler:
        handler.__dict__["ends"] = names
        return handler

    return mark


def number(text: str, default: int = 0) -> int:
    """The integer of an attribute; a damaged value counts as absent."""
    try:
        return int(text)
    except ValueError:
        return default


@contextmanager
def without_collector() -> Iterator[None]:
    """Reading makes rows, not cycles, yet the collector would walk all of them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class XmlStream:
    """One pass over a part: calls the methods marked for its elements, looks through all others."""

    def __init__(self) -> None:
        self.starts: dict[str, Start] = {}
        self.ends: dict[str, End] = {}
        for kind in reversed(type(self).__mro__):
            for attribute, member in vars(kind).items():
                for name in getattr(member, "starts", ()):
                    self.starts[name] = getattr(self, attribute)
                for name in getattr(member, "ends", ()):
                    self.ends[name] = getattr(self, attribute)
        self._depth = 0

    def parse(self, stream: IO[bytes], name: str) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = lambda *declaration: _refuse_doctype(name)
        self.parser = parser
        self._listen()
        try:
            with without_collector():
                while chunk := stream.read(CHUNK):
                    parser.Parse(chunk, False)
                    self.weigh()
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise refusal("damaged", found=f"{name}: {error}") from error
        finally:  # handlers refer back to this object: the document would live until the next collection
            del self.parser
            self.starts.clear()
            self.ends.clear()

    def weigh(self) -> None:
        """Called between chunks, to refuse what grows too large."""

    def skip(self) -> None:
        """Ignore everything up to the end of the element being handled."""
        self._depth = 1
        self.parser.StartElementHandler = self._deeper
        self.parser.EndElementHandler = self._shallower

    def _listen(self) -> None:
        # Closures over the two tables: this is called for every tag of the part.
        start_of, end_of = self.starts.get, self.ends.get

        def start(name: str, attributes: Attributes) -> None:
            handler = start_of(name)
            if handler is not None:
                handler(attributes)

        def end(name: str) -> None:
            handler = end_of(name)
            if handler is not None:
                handler()

        self.parser.StartElementHandler = start
        self.parser.EndElementHandler = end

    def _deeper(self, name: str, attributes: Attributes) -> None:
        self._depth += 1

    def _shallower(self, name: str) -> None:
        self._depth -= 1
        if not self._depth:
            self._listen()


def _refuse_doctype(name: str) -> None:
    raise refusal("xml-dtd", found=name)
