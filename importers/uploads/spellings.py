"""Unknown spellings in loaded rows and in waiting files: each is learned once for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _

from agreements.models import Partner, PartnerAlias
from agreements.names.folding import fold
from agreements.names.gazetteer import Gazetteer
from coopregistry.history import explain
from events.entries.rereading import Rereading, read_again, store_rereadings, with_what_reading_needs
from events.models import Entry, Finding
from importers.models import PendingImport

CODES = ("unknown-partner", "unknown-place")


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


def waiting_with_spellings() -> Iterable[tuple[int, str, dict[str, tuple[int, str]]]]:
    """Key, name and unknown spellings of each waiting file that has any."""
    waiting = PendingImport.objects.filter(state=PendingImport.State.WAITING).exclude(spellings={})
    return waiting.values_list("pk", "name", "spellings")


def is_unknown(text: str) -> bool:
    return _findings().filter(found=text).exists() or any(
        text in spellings for _pk, _name, spellings in waiting_with_spellings()
    )


def rereadings(text: str, partner: Partner) -> list[Rereading]:
    """What learning would change in rows with the spelling; writes nothing."""
    places = [
        replace(place, aliases=(*place.aliases, text)) if place.code == partner.code else place
        for place in Partner.objects.all().places()
    ]
    return list(read_again(_entries_with(text), Gazetteer(places, home=settings.HOME_SUBJECT)))


@transaction.atomic
def learn(text: str, partner: Partner) -> int:
    """Remember the spelling and read every row with it again; returns their number."""
    remember(text, partner)
    rows = list(read_again(_entries_with(text)))
    store_rereadings(rows)
    return len(rows)


def remember(text: str, partner: Partner) -> None:
    """Keep the spelling, unless a partner has it already."""
    if not PartnerAlias.objects.filter(folded=fold(text)[:1000]).exists():
        PartnerAlias.learn(text, partner)
    for waiting in PendingImport.objects.filter(state=PendingImport.State.WAITING).exclude(spellings={}):
        if waiting.spellings.pop(text, None) is not None:
            waiting.save(update_fields=["spellings"])
    explain(_("The spelling “%(text)s” means %(partner)s") % {"text": text[:300], "partner": partner})


def rows_in_registry(text: str) -> int:
    """How many loaded rows have the spelling as an unknown one."""
    return _findings().filter(found=text).values("entry").distinct().count()


def _findings() -> QuerySet[Finding]:
    return Finding.objects.filter(
        code__in=CODES, entry__removed_at=None, report__removed_at=None, entry__isnull=False
    )


def _entries_with(text: str) -> QuerySet[Entry]:
    with_spelling = _findings().filter(found=text).values("entry")
    return with_what_reading_needs(Entry.objects.filter(pk__in=with_spelling))
