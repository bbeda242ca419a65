"""Log lines without personal data: they name users by key and addresses by route, never by path or query.

What is not ours to word is not trusted: of an error the class and the lines of code are told, not its text,
of a library's message what it is about, not the values put into it.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from signal import Signals
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest

request_id: ContextVar[str] = ContextVar("request_id", default="-")

_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
_URL = re.compile(r"\w+://\S+")
_FRAMES = 20  # what surrounds every request is left out
_OURS = ("coopregistry", "agreements", "events", "importers", "django")


class RequestFilter(logging.Filter):
    """Adds the id of the request to every record, and replaces the paths that Django logs by routes: the path
    of a password reset or a calendar feed is a secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(
                route_of(request) if isinstance(value, str) and value.startswith("/") else value
                for value in record.args
            )
        return True


class LineFormatter(logging.Formatter):
    """One line for each record, and those of a traceback."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.message = _message(record)
        moment = datetime.fromtimestamp(record.created).astimezone()
        record.asctime = moment.isoformat(sep=" ", timespec="milliseconds")
        line = self.formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")
        return "\n".join([line, *_error(record)])


class JSONFormatter(logging.Formatter):
    """One object for each record, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request_id", "-"),
            "message": _message(record),
        }
        error = _error(record)
        if error:
            said["error"] = error
        return json.dumps(said, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    if record.name.startswith("django.security.") and not record.args:
        return "refused"  # the name of the logger says why; Django quotes what was sent
    if record.name == "gunicorn.error" and record.levelno <= logging.INFO:
        return record.getMessage()  # where it listens, who began; its errors quote what was asked for
    args = record.args if isinstance(record.args, tuple) else (record.args,)
    is_ours = record.name.partition(".")[0] in _OURS
    is_plain = is_ours or all(map(_is_plain, args))
    return _URL.sub("[address]", record.getMessage() if is_plain else str(record.msg))


def _is_plain(value: object) -> bool:
    """A number, or which signal ended a worker."""
    return isinstance(value, int | float) or (isinstance(value, str) and value in Signals.__members__)


def _error(record: logging.LogRecord) -> list[str]:
    """The lines of a traceback. The text of an error may quote a cell or a key: it is shown to developers,
    and before there is anything to quote, to whoever starts the registry."""
    if not record.exc_info or record.exc_info[1] is None:
        return []
    error = record.exc_info[1]
    if not apps.ready or settings.DEBUG:
        return "".join(traceback.format_exception(error)).rstrip("\n").splitlines()
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    lines: list[str] = []
    for one in reversed(chain):
        frames = "".join(traceback.format_tb(one.__traceback__, limit=-_FRAMES)).splitlines()
        lines += [line for line in frames if line.strip(" ^~")]
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}")
    return lines


def id_of(request: HttpRequest) -> str | None:
    """That of the web server before this one, which ProxyMiddleware takes from everybody else."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    return given if _ID.fullmatch(given) else None


def route_of(request: HttpRequest) -> str:
    """The URL name, or the pattern of a URL without one."""
    match = request.resolver_match
    return "no such address" if match is None else match.view_name or match.route
