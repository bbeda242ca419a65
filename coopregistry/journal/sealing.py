"""Seals what the journal has gained: links of one chain of hashes over all its tables.

Nobody who writes waits for it, for it locks nothing: it seals the rows whose order is settled, and what is
younger stays unsealed until next time.
"""

import hashlib
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Max, Min
from django.utils import timezone

from ..models import Seal
from .records import FORMAT, JOURNALS, Journal, packed, records_between, unpacked

logger = logging.getLogger(__name__)

START = "0" * 64  # the hash before the first seal
_MOST = 1000  # rows of a seal
_PATIENCE = 20.0  # seconds for transactions that were writing when the seal was asked for
_LOOK = 0.1


def seal(seconds: float = 600.0) -> int:
    """Seal what is settled, and say how many rows; the rest is left when time is up. Of two at once one goes
    on: a link stands once."""
    until, count = time.monotonic() + seconds, 0
    for journal in JOURNALS:
        last = _settled(journal)
        after = last_sealed(journal)
        while after < last and time.monotonic() < until:
            records = list(records_between(journal, after, last, limit=_MOST))
            if not records:  # numbers of transactions that were rolled back
                break
            before = head()
            link = Seal(
                number=before.number + 1 if before else 1,
                format=FORMAT,
                journal=journal.name,
                first=records[0].key,
                last=records[-1].key,
                records=packed(records),
                made_at=timezone.now(),
                previous=before.hash if before else START,
            )
            link.hash = hash_of(link)
            try:
                with transaction.atomic():
                    link.save(force_insert=True)
            except IntegrityError:
                logger.info("journal: another process seals")
                return count
            after, count = link.last, count + len(records)
    if count:
        logger.info("journal sealed: %d rows, head %s", count, head())
    return count


def hash_of(link: Seal) -> str:
    """SHA-256 over lines: the hash before, number, format, journal, time, then key and digest of each row."""
    told = [link.previous, link.number, link.format, link.journal, link.made_at.isoformat()]
    rows = (f"{key} {digest.hex()}" for key, digest in unpacked(bytes(link.records)))
    return hashlib.sha256("".join(f"{line}\n" for line in (*told, *rows)).encode()).hexdigest()


def head() -> Seal | None:
    return Seal.objects.order_by("-number").defer("records").first()


def last_sealed(journal: Journal) -> int:
    return Seal.objects.filter(journal=journal.name).aggregate(last=Max("last"))["last"] or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """What is not sealed yet; `since`: when the oldest of it was written, as far as its table tells."""

    rows: int
    since: datetime | None


def tail() -> Tail:
    rows, times = 0, []
    for journal in JOURNALS:
        unsealed = journal.model._base_manager.filter(pk__gt=last_sealed(journal))
        moment = "made_at" if "made_at" in journal.columns else "change_set__made_at"
        rows += unsealed.count()
        times.append(unsealed.aggregate(since=Min(F(moment)))["since"])
    return Tail(rows=rows, since=min(filter(None, times), default=None))


def _settled(journal: Journal) -> int:
    """The highest key below which no row is added any more.

    SQLite has one writer, so that keys are committed in order. On PostgreSQL a transaction that took its key
    earlier may commit later, but it holds a lock of the table until it ends: whoever holds one now is waited
    for, and while somebody does too long, nothing is settled.
    """
    rows = journal.model._base_manager
    last = rows.aggregate(last=Max("pk"))["last"] or 0
    if connection.vendor != "postgresql" or last == last_sealed(journal):
        return last
    until, writing = time.monotonic() + _PATIENCE, set(_writers(journal))
    while writing:
        if time.monotonic() > until:
            logger.info("journal %s is not sealed: a transaction writes for long", journal.name)
            return 0
        time.sleep(_LOOK)
        writing &= set(_writers(journal))
    return last


def _writers(journal: Journal) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT virtualtransaction FROM pg_locks WHERE relation = %s::regclass AND granted "
            "AND mode LIKE '%%Exclusive%%' AND pid <> pg_backend_pid()",
            [journal.model._meta.db_table],
        )
        yield from (name for (name,) in cursor.fetchall())
