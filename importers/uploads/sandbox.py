"""Reads foreign files in a child process with limits of memory and time: a hostile one ends that alone."""

import contextlib
import copyreg
import fcntl
import io
import os
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, NamedTuple

from events.vocabulary import Kind, Severity
from importers.documents.comments import Remark, with_comments
from importers.documents.document import Document
from importers.documents.issues import DocumentIssue, UnreadableDocument
from importers.documents.layouts import recognise
from importers.documents.readers import read
from importers.documents.readers.guard import MEGABYTE
from importers.documents.readers.refusals import refusal

# LibreOffice inherits the limit of memory and maps far more than it uses.
MEMORY_WITH_OFFICE = 8 * 1024 * MEGABYTE


class Limits(NamedTuple):
    """What a child may use: bytes, seconds of a processor, seconds on the clock."""

    memory: int = 1024 * MEGABYTE
    cpu: int = 20
    wall: float = 90  # a conversion by LibreOffice has a limit of its own below this


_PACKED = (b"PK",)  # what starts otherwise goes through LibreOffice, or is a text
_PURE = ("importers.", "events.", "agreements.names.")


LIMITS = Limits()
# A parser that gets no memory takes the file for a damaged one.
_MAY_BE_MEMORY = ("damaged", "unreadable")
_FULL = 0.8


Told = Callable[[int | None], None]
AT_ONCE = 2  # children on one machine
_WAIT = 0.1  # seconds between two looks whether a place is free
_PATIENCE = 100.0  # longer than any child may run
_TICK = 0.5  # seconds between two looks at how far the child has come


def read_document(
    data: bytes, name: str, kind: Kind | None = None, limits: Limits = LIMITS, told: Told | None = None
) -> Document:
    """The document in a file, read by a child. UnreadableDocument, of a child that was ended as well.
    While it reads `told` is called again and again, with the rows of the tables once they are counted."""
    document: Document = _ask(limits, told, _read, data, name, kind)
    return document


def add_comments(data: bytes, remarks: Sequence[Remark]) -> bytes:
    """The Word document with remarks beside its cells, written by a child."""
    commented: bytes = _ask(LIMITS, None, with_comments, data, remarks)
    return commented


def _read(data: bytes, name: str, kind: Kind | None) -> Document:
    grid = read(data, name)
    _tell(sum(len(table.rows) for table in grid.tables))
    return recognise(grid, kind)


_JOBS: dict[str, Callable[..., Any]] = {"read": _read, "comment": with_comments}


def _ask(limits: Limits, told: Told | None, job: Callable[..., Any], data: bytes, *rest: Any) -> Any:
    name = next(name for name, known in _JOBS.items() if known is job)
    with _turn(_PATIENCE, told):
        return _asked(limits, told, name, data, *rest)


@contextlib.contextmanager
def _turn(patience: float, told: Told | None = None) -> Iterator[None]:
    """One of the few places for children on this machine, whatever process of the site asks for it; whoever
    comes later waits. A lock of the system goes with its holder, however that ends."""
    folder = Path(tempfile.gettempdir()) / f"coopregistry-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise refusal("reader-busy")
    until = time.monotonic() + patience
    with contextlib.ExitStack() as opened:
        places = [opened.enter_context((folder / f"place-{number}").open("w")) for number in range(AT_ONCE)]
        while not any(_locked(place) for place in places):
            if time.monotonic() > until:
                raise refusal("reader-busy")
            if told is not None:
                told(None)
            time.sleep(_WAIT)
        yield


def _locked(place: IO[str]) -> bool:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _asked(limits: Limits, told: Told | None, name: str, data: bytes, *rest: Any) -> Any:
    heard, tells = os.pipe()
    os.set_blocking(heard, False)
    # A file and no pipe: what a child has not taken yet would be lost with the first look at the clock.
    with tempfile.TemporaryFile() as asked:
        pickle.dump((limits, data, *rest), asked)
        asked.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-m", __name__, name, str(tells)],
            stdin=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[2],
            start_new_session=True,
            pass_fds=(tells,),
        )
    os.close(tells)
    try:
        answer = _answer(child, limits.wall, heard, told)
    except subprocess.TimeoutExpired:
        raise refusal("too-complex", found="time") from None
    finally:
        _end(child)
        os.close(heard)
    try:
        result = _Plain(io.BytesIO(answer)).load()
    except Exception:  # no answer, half of one, or one that is not ours
        raise refusal("too-complex", found=_ended_by(child.returncode)) from None
    if isinstance(result, DocumentIssue):
        raise UnreadableDocument(result)
    return result


def _answer(child: "subprocess.Popen[bytes]", wall: float, heard: int, told: Told | None) -> bytes:
    """What the child says in the end. TimeoutExpired where it takes longer than it may."""
    until = time.monotonic() + wall
    rows: int | None = None
    while True:
        left = until - time.monotonic()
        try:
            answer, _none = child.communicate(timeout=max(min(left, _TICK), 0))
            return answer
        except subprocess.TimeoutExpired:
            if left <= _TICK:
                raise
        with contextlib.suppress(OSError):
            lines = os.read(heard, 1000).split()
            rows = int(lines[-1]) if lines and lines[-1].isdigit() else rows
        if told is not None:
            told(rows)


def _tell(rows: int) -> None:
    """To the parent, which may have gone."""
    if len(sys.argv) > 2:
        with contextlib.suppress(OSError):
            os.write(int(sys.argv[2]), b"%d\n" % rows)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """The child and what it started: LibreOffice would outlive it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.communicate()


def _ended_by(code: int | None) -> str:
    if code == -signal.SIGXCPU:
        return "time"
    return "memory" if code in (-signal.SIGKILL, -signal.SIGABRT) else "crash"


class _Plain(pickle.Unpickler):
    """Takes the plain values of the pure half and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "dict"):
            return dict
        found = super().find_class(module, name) if module.startswith(_PURE) else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no plain value")
        return found


def _as_dict(shown: "MappingProxyType[Any, Any]") -> tuple[type, tuple[dict[Any, Any]]]:
    return dict, (dict(shown),)


def _peak() -> int:
    """The most memory this process ever mapped; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmPeak:")), 0)


def _main() -> None:
    job = _JOBS[sys.argv[1]]
    limits, data, *rest = pickle.load(sys.stdin.buffer)  # from the parent, who wrote it itself
    memory = limits.memory if data.startswith(_PACKED) else max(limits.memory, MEMORY_WITH_OFFICE)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    result: Any
    try:
        result = job(data, *rest)
    except UnreadableDocument as unreadable:
        result = unreadable.issue
        if result.code in _MAY_BE_MEMORY and _peak() > _FULL * memory:
            result = DocumentIssue(code="too-complex", severity=Severity.BLOCKER, found="memory")
    except BaseException as error:  # whatever it is, the parent must hear of it
        result = DocumentIssue(code="too-complex", severity=Severity.BLOCKER, found=type(error).__name__)
    copyreg.pickle(MappingProxyType, _as_dict)
    sys.stdout.buffer.write(pickle.dumps(result))


if __name__ == "__main__":
    _main()
