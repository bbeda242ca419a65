"""Reads the values of rows, and knows those it was given: reading is a pure function of what a row says."""

import hashlib
import json
from collections.abc import Callable, Mapping

from agreements.names.gazetteer import Gazetteer
from events.phrases.values import Values
from importers.documents.document import DocumentRow

from .said_once import NOTHING_SAID, SaidOnce
from .subject import Subject

Known = Mapping[str, Values]  # what was read from → what was read


class TooMuchToRead(Exception):
    """More rows are not known than may be read here."""


class ValuesReader:
    """`most`: how many characters may be read that are not known, None for any number. `report` is called
    with the number of rows read so far."""

    def __init__(
        self,
        known: Known | None = None,
        *,
        most: int | None = None,
        report: Callable[[int], None] | None = None,
    ):
        self._known = known or {}
        self._left = most
        self._report = report
        self.used: dict[str, Values] = {}
        self.is_new = False  # something was read that was not known
        self._rows = 0

    def read(
        self,
        subject: Subject,
        row: DocumentRow,
        gazetteer: Gazetteer,
        said: SaidOnce = NOTHING_SAID,
    ) -> Values:
        """As Subject.read_values."""
        key = _key(subject, row, gazetteer, said)
        values = self.used.get(key) or self._known.get(key)
        if values is None:
            if self._left is not None:
                self._left -= sum(map(len, row.cells.values()))
                if self._left < 0:
                    raise TooMuchToRead
            values = subject.read_values(row.cells, gazetteer, extra=row.extra, said=said)
            self.is_new = True
        self.used[key] = values
        self._rows += 1
        if self._report is not None:
            self._report(self._rows)
        return values


def _key(subject: Subject, row: DocumentRow, gazetteer: Gazetteer, said: SaidOnce) -> str:
    """Everything Subject.read_values looks at."""
    seen = [
        *(gazetteer.digest, subject.kind, (said.period or subject.period).code, said.is_plan),
        *(said.partner.code if said.partner else None, list(subject.about)),
        *(list(subject.headings), sorted(subject.uses.items())),
        *(list(row.cells.items()), list(row.extra.items())),
    ]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()
