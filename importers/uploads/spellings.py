"""Unknown spellings in loaded rows and in waiting files: each is learned once for all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Count, Max, QuerySet

from agreements.models import NotAPartner, PartnerAlias
from agreements.names.folding import fold
from events.entries.recognition import in_chunks
from events.models import Finding
from importers.models import PendingImport

from .said_of_file import SPELLING_CODES


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownSpelling:
    """A spelling nobody knows, and how many rows of the registry and of waiting files have it."""

    found: str
    suggestions: tuple[str, ...]
    rows: int = 0
    waiting: int = 0


def unknown_spellings() -> list[UnknownSpelling]:
    """Over all rows and all waiting files, the most frequent first."""
    known: dict[str, UnknownSpelling] = {}
    counted = (
        _findings().values("found").annotate(rows=Count("entry", distinct=True), names=Max("suggestion"))
    )
    for row in counted:
        known[row["found"]] = UnknownSpelling(
            found=row["found"], suggestions=_parts(row["names"]), rows=row["rows"]
        )
    for _pk, _name, spellings in waiting_with_spellings():
        for text, (count, names) in spellings.items():
            spelling = known.get(text) or UnknownSpelling(found=text, suggestions=_parts(names))
            known[text] = replace(spelling, waiting=spelling.waiting + count)
    return sorted(known.values(), key=lambda spelling: (-spelling.rows - spelling.waiting, spelling.found))


def _parts(names: str) -> tuple[str, ...]:
    return tuple(names.split(", ")) if names else ()


def waiting_with_spellings() -> Iterator[tuple[int, str, dict[str, tuple[int, str]]]]:
    """Key, name and unknown spellings of each waiting file that has any; what was taught since is known."""
    waiting = PendingImport.objects.filter(state=PendingImport.State.WAITING).exclude(spellings={})
    files = list(waiting.values_list("pk", "name", "spellings"))
    keys = {fold(text)[:1000] for _pk, _name, spellings in files for text in spellings}
    known = {
        folded
        for model in (PartnerAlias, NotAPartner)
        for part in in_chunks(sorted(keys))
        for folded in model.objects.filter(folded__in=part).values_list("folded", flat=True)
    }
    for pk, name, spellings in files:
        unknown = {text: row for text, row in spellings.items() if fold(text)[:1000] not in known}
        if unknown:
            yield pk, name, unknown


def is_unknown(text: str) -> bool:
    return _findings().filter(found=text).exists() or any(
        text in spellings for _pk, _name, spellings in waiting_with_spellings()
    )


def _findings() -> QuerySet[Finding]:
    return Finding.objects.filter(
        code__in=SPELLING_CODES, entry__removed_at=None, report__removed_at=None, entry__isnull=False
    )
