"""Asks a virus scanner about a file before anything of it is kept.

The protocol is that of clamd (`man clamd`, INSTREAM), which Dr.Web and others answer as well. Without
`CLAMD` in the environment nobody is asked.
"""

import logging
import socket
from contextlib import ExitStack, closing
from typing import NamedTuple

from django.conf import settings

logger = logging.getLogger(__name__)

_PATIENCE = 30.0  # seconds without a sign of the scanner while it looks
_PING = 2.0  # seconds: whoever asks for the health of the site waits as long
_CHUNK = 64 * 1024  # bytes
_LONGEST_ANSWER = 4096  # bytes


class ScannerAddress(NamedTuple):
    """A Unix socket by its `path`, or a `host` with its `port`."""

    path: str = ""
    host: str = ""
    port: int = 0

    @classmethod
    def parse(cls, text: str) -> "ScannerAddress":
        """`unix:/run/clamav/clamd.ctl` or `scanner.office.example:3310`; ValueError."""
        scheme, _colon, path = text.partition(":")
        if scheme == "unix":
            if not path.startswith("/"):
                raise ValueError("no absolute path")
            return cls(path=path)
        host, _colon, port = text.rpartition(":")
        if not (host and port.isdecimal() and 0 < int(port) < 65536):
            raise ValueError("no host with a port")
        return cls(host=host.strip("[]"), port=int(port))


class ScannerAway(Exception):
    """The scanner did not answer, or could not tell."""


def is_infected(data: bytes) -> bool:
    """Whether the scanner found something in the file. ScannerAway."""
    if settings.CLAMD is None or not data:
        return False
    with closing(_connect(_PATIENCE)) as connection:
        try:
            connection.sendall(b"zINSTREAM\0")
            for at in range(0, len(data), _CHUNK):
                chunk = data[at : at + _CHUNK]
                connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
            connection.sendall(bytes(4))
        except ConnectionError:  # it answers, and hears no more, as soon as a file is larger than it takes
            logger.info("The scanner stopped listening")
        except OSError as error:
            raise _away(error) from error
        answer = _answer(connection)
    if answer.endswith(" FOUND"):
        logger.warning("A file of %s bytes was refused: the scanner found something in it", len(data))
        return True
    if answer != "stream: OK":
        logger.warning("The scanner could not tell: %s", answer)
        raise ScannerAway(answer)
    return False


def answers() -> bool:
    """Whether the scanner is there; True where none is set."""
    if settings.CLAMD is None:
        return True
    try:
        with closing(_connect(_PING)) as connection:
            connection.sendall(b"zPING\0")
            return _answer(connection) == "PONG"
    except (OSError, ScannerAway):
        return False


def _connect(patience: float) -> socket.socket:
    address = settings.CLAMD
    try:
        if not address.path:
            return socket.create_connection((address.host, address.port), timeout=patience)
        with ExitStack() as unless_connected:
            connection = unless_connected.enter_context(socket.socket(socket.AF_UNIX))
            connection.settimeout(patience)
            connection.connect(address.path)
            unless_connected.pop_all()
            return connection
    except OSError as error:
        raise _away(error) from error


def _answer(connection: socket.socket) -> str:
    """One line, up to the zero that ends it."""
    received = b""
    try:
        while b"\0" not in received and len(received) < _LONGEST_ANSWER:
            part = connection.recv(_LONGEST_ANSWER)
            if not part:
                break
            received += part
    except OSError as error:
        raise _away(error) from error
    return received.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _away(error: OSError) -> ScannerAway:
    logger.error("The virus scanner does not answer: %s", error)
    return ScannerAway(str(error))
