"""Reads the values of rows, and knows those it was given: reading is a pure function of what a row says."""

import hashlib
import json
from collections.abc import Callable, Mapping

from agreements.models import Partner
from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.values import Values
from importers.documents.document import DocumentRow

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
        *,
        partner: Partner | None = None,
        period: Period | None = None,
    ) -> Values:
        """As Subject.read_values."""
        said = [
            *(gazetteer.digest, subject.kind, (period or subject.period).code),
            *(
                partner.code if partner else None,
                list(subject.about),
                list(row.cells.items()),
                list(row.extra.items()),
            ),
        ]
        key = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
        values = self.used.get(key) or self._known.get(key)
        if values is None:
            if self._left is not None:
                self._left -= sum(map(len, row.cells.values()))
                if self._left < 0:
                    raise TooMuchToRead
            values = subject.read_values(
                row.cells, gazetteer, extra=row.extra, partner=partner, period=period
            )
            self.is_new = True
        self.used[key] = values
        self._rows += 1
        if self._report is not None:
            self._report(self._rows)
        return values
