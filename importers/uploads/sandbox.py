"""Reads foreign files in a child process with limits of memory and time: a hostile file ends only the child.

The child answers with a pickle on its standard output, reports progress through a pipe and logs into a file
that the parent copies into its own log. Whatever else is printed is dropped: it may quote the document.
"""

import contextlib
import faulthandler
import fcntl
import hashlib
import logging
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
from typing import IO, Any, NamedTuple

from events.vocabulary import Kind, Severity
from importers.documents.columns import NOTHING_STATED, StatedColumns
from importers.documents.comments import Remark, with_comments
from importers.documents.document import Document
from importers.documents.issues import DocumentIssue, UnreadableDocument
from importers.documents.layouts import recognise, unread_table
from importers.documents.readers import read
from importers.documents.readers.guard import MEGABYTE
from importers.documents.readers.refusals import refusal
from importers.documents.tracebacks import traceback_of
from importers.uploads import plain_pickle

logger = logging.getLogger(__name__)


class Limits(NamedTuple):
    """What a child may use."""

    memory: int = 1024 * MEGABYTE  # bytes of address space
    cpu: int = 20  # seconds of processor time
    wall: float = 90  # seconds; more than the timeout of a conversion by LibreOffice


LIMITS = Limits()
# LibreOffice inherits the memory limit and maps far more than it uses.
MEMORY_WITH_OFFICE = 8 * 1024 * MEGABYTE
_ZIPPED = b"PK"  # what starts otherwise goes through LibreOffice, or is a text
AT_ONCE = 2  # children on one machine
_SLOT_POLL = 0.1  # seconds
_SLOT_TIMEOUT = 100.0  # seconds; longer than any child may run
_PROGRESS_POLL = 0.5  # seconds
_LONGEST_LOG = 50_000  # bytes
# A parser that gets no memory takes the file for a damaged one.
_MAY_BE_MEMORY = ("damaged", "unreadable")
_NEARLY_ALL = 0.8

# Called with the number of rows in the tables, None until they are counted.
ReportProgress = Callable[[int | None], None]


def read_document(
    data: bytes,
    name: str,
    kind: Kind | None = None,
    stated: StatedColumns = NOTHING_STATED,
    limits: Limits = LIMITS,
    report_progress: ReportProgress | None = None,
) -> Document:
    """The document in a file, read by a child. UnreadableDocument also where the child was ended."""
    document: Document = _run("read", limits, report_progress, data, name, kind, dict(stated))
    return document


def read_unknown_table(data: bytes, name: str) -> Document | None:
    """The headings of a file that is no plan or report, read by a child; None where it has none."""
    headings: Document | None = _run("headings", LIMITS, None, data, name)
    return headings


def add_comments(data: bytes, remarks: Sequence[Remark]) -> bytes:
    """The Word document with remarks beside its cells, written by a child."""
    commented: bytes = _run("comment", LIMITS, None, data, remarks)
    return commented


def _read(data: bytes, name: str, kind: Kind | None, stated: StatedColumns) -> Document:
    grid = read(data, name)
    _report_rows(sum(len(table.rows) for table in grid.tables))
    return recognise(grid, kind, stated)


def _read_headings(data: bytes, name: str) -> Document | None:
    return unread_table(read(data, name))


_JOBS: dict[str, Callable[..., Any]] = {"read": _read, "headings": _read_headings, "comment": with_comments}


# --- the parent


def _run(
    job: str, limits: Limits, report_progress: ReportProgress | None, data: bytes, *arguments: Any
) -> Any:
    with _slot(_SLOT_TIMEOUT, report_progress):
        child = _Child(job, limits, data, *arguments)
        try:
            answer = child.answer(report_progress)
        except subprocess.TimeoutExpired:
            answer = b""
        finally:
            child.end()
    sha256 = hashlib.sha256(data).hexdigest()
    if child.log:
        logger.warning("Log of the %s process for file %s:\n%s", job, sha256, child.log)
    try:
        result = plain_pickle.loads(answer)
    except Exception as error:  # no answer, half of one, or one that is not ours
        reason = child.ended_by
        logger.error(
            "The %s process gave no answer (%s: %s) for file %s of %s bytes: exit status %s after %.1f s, "
            "%.0f MB of address space seen",
            *(job, reason, type(error).__name__, sha256, len(data)),
            *(child.returncode, child.seconds, child.peak / MEGABYTE),
        )
        raise refusal("too-complex", found=reason) from None
    if isinstance(result, DocumentIssue):
        raise UnreadableDocument(result)
    return result


@contextlib.contextmanager
def _slot(timeout: float, report_progress: ReportProgress | None = None) -> Iterator[None]:
    """One of the few places for children on this machine, shared by all processes of the site. A file lock
    goes with its holder, however that ends."""
    folder = Path(tempfile.gettempdir()) / f"coopregistry-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        logger.error("The folder of reading slots belongs to another user")
        raise refusal("reader-busy")
    until = time.monotonic() + timeout
    with contextlib.ExitStack() as opened:
        slots = [opened.enter_context((folder / f"place-{number}").open("w")) for number in range(AT_ONCE)]
        while not any(_is_locked(slot) for slot in slots):
            if time.monotonic() > until:
                logger.warning("No reading slot became free within %.0f s", timeout)
                raise refusal("reader-busy")
            if report_progress is not None:
                report_progress(None)
            time.sleep(_SLOT_POLL)
        yield


def _is_locked(slot: IO[str]) -> bool:
    """Lock it for this process, if nobody else has."""
    try:
        fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class _Child:
    """One process at work on one file."""

    def __init__(self, job: str, limits: Limits, data: bytes, *arguments: Any):
        self.peak = 0  # bytes, as far as it was looked at
        self.log = ""
        self._started = time.monotonic()
        self._until = self._started + limits.wall
        self._timed_out = False
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by end()
        self._progress, progress = os.pipe()
        os.set_blocking(self._progress, False)
        # The request is a file, not a pipe: communicate() would lose what the child has not taken yet.
        with tempfile.TemporaryFile() as request:
            pickle.dump((limits, data, *arguments), request)
            request.seek(0)
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, job, str(progress), str(self._log.fileno())],
                stdin=request,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=Path(__file__).parents[2],
                start_new_session=True,
                pass_fds=(progress, self._log.fileno()),
            )
        os.close(progress)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.returncode

    @property
    def ended_by(self) -> str:
        if self._timed_out or self.returncode == -signal.SIGXCPU:
            return "time"
        return "memory" if self.returncode in (-signal.SIGKILL, -signal.SIGABRT) else "crash"

    def answer(self, report_progress: ReportProgress | None) -> bytes:
        """What the child answers in the end. TimeoutExpired where it takes longer than it may."""
        rows: int | None = None
        while True:
            left = self._until - time.monotonic()
            try:
                answer, _stderr = self._process.communicate(timeout=max(min(left, _PROGRESS_POLL), 0))
                return answer
            except subprocess.TimeoutExpired:
                if left <= _PROGRESS_POLL:
                    self._timed_out = True
                    raise
            self.peak = max(self.peak, _peak_memory(self.pid))
            with contextlib.suppress(OSError):
                counts = os.read(self._progress, 1000).split()
                rows = int(counts[-1]) if counts and counts[-1].isdigit() else rows
            if report_progress is not None:
                report_progress(rows)

    def end(self) -> None:
        """Kill the child and what it started: LibreOffice would outlive it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.communicate()
        self.seconds = time.monotonic() - self._started
        os.close(self._progress)
        with self._log:
            self._log.seek(0)
            self.log = self._log.read(_LONGEST_LOG).decode(errors="replace").strip()


def _peak_memory(process: int | str) -> int:
    """The most address space it ever had, in bytes; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmPeak:")), 0)


# --- the child


def _main() -> None:
    job, log = _JOBS[sys.argv[1]], int(sys.argv[3])
    logging.basicConfig(
        stream=os.fdopen(log, "w"), format="%(levelname)s %(name)s %(message)s", level=logging.WARNING
    )
    faulthandler.enable(log, all_threads=False)
    faulthandler.register(signal.SIGXCPU, log, all_threads=False, chain=True)
    limits, data, *arguments = pickle.load(sys.stdin.buffer)  # written by the parent itself
    memory = limits.memory if data.startswith(_ZIPPED) else max(limits.memory, MEMORY_WITH_OFFICE)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    result: Any
    try:
        result = job(data, *arguments)
    except UnreadableDocument as unreadable:
        result = unreadable.issue
        if result.code in _MAY_BE_MEMORY and _peak_memory("self") > _NEARLY_ALL * memory:
            result = DocumentIssue(code="too-complex", severity=Severity.BLOCKER, found="memory")
    except BaseException as error:  # whatever it is, the parent must hear of it
        result = DocumentIssue(code="too-complex", severity=Severity.BLOCKER, found=type(error).__name__)
        with contextlib.suppress(MemoryError):
            logger.error("%s failed\n%s", job.__name__, traceback_of(error))
    sys.stdout.buffer.write(plain_pickle.dumps(result))


def _report_rows(rows: int) -> None:
    """To the parent, which may be gone."""
    if len(sys.argv) > 2:
        with contextlib.suppress(OSError):
            os.write(int(sys.argv[2]), b"%d\n" % rows)


if __name__ == "__main__":
    _main()
