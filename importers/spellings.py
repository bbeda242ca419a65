"""Spellings nobody knows yet, over all rows: each is learned once and read anew wherever it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _

from agreements.gazetteer import current_gazetteer
from agreements.models import Partner, PartnerAlias
from agreements.names.folding import fold
from agreements.names.gazetteer import Gazetteer
from coopregistry.history import explain
from events import recognition
from events.models import Entry, Finding
from events.phrases.partners import listed
from events.own_partners import with_chosen
from events.values import Values, read_values
from events.vocabulary import Kind, Role

CODES = ("unknown-partner", "unknown-place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A row that has the spelling: the partners told from it before and after."""

    entry: Entry
    values: Values
    before: tuple[str, ...]
    after: tuple[str, ...]


def unknown_spellings() -> QuerySet[Finding, Mapping[str, object]]:
    """found, suggestion, rows; the most frequent first."""
    return (
        _findings()
        .values("found")
        .annotate(rows=Count("entry", distinct=True), suggestion=Max("suggestion"))
        .order_by("-rows", "found")
    )


def is_unknown(text: str) -> bool:
    return _findings().filter(found=text).exists()


def readings(text: str, partner: Partner) -> list[Reading]:
    """What learning would change in the rows that have the spelling; writes nothing."""
    places = [
        replace(place, aliases=(*place.aliases, text)) if place.code == partner.code else place
        for place in Partner.objects.all().places()
    ]
    return _read_again(text, Gazetteer(places, home=settings.HOME_SUBJECT))


@transaction.atomic
def learn(text: str, partner: Partner) -> int:
    """Remember the spelling and read every row anew that has it; the number of rows is returned."""
    remember(text, partner)
    gazetteer = current_gazetteer()
    again = _read_again(text, gazetteer)
    entries = [one.entry for one in again]
    for one in again:
        recognition.recognise(one.entry, one.values)
    Entry.objects.bulk_update(entries, recognition.ENTRY_FIELDS)
    recognition.save_links([(one.entry, one.values) for one in again], gazetteer)
    recognition.govern({entry.event_id: entry.event for entry in entries}.values())
    return len(again)


def remember(text: str, partner: Partner) -> None:
    """Keep a spelling that no partner has yet."""
    if not PartnerAlias.objects.filter(folded=fold(text)[:1000]).exists():
        PartnerAlias.learn(text, partner)
    explain(_("The spelling “%(text)s” means %(partner)s") % {"text": text[:300], "partner": partner})


def _findings() -> QuerySet[Finding]:
    return Finding.objects.filter(
        code__in=CODES, entry__removed_at=None, report__removed_at=None, entry__isnull=False
    )


def _read_again(text: str, gazetteer: Gazetteer) -> list[Reading]:
    with_spelling = _findings().filter(found=text).values("entry")
    entries = Entry.objects.filter(pk__in=with_spelling).select_related("report", "report__partner", "event")
    found = []
    for entry in entries:
        cells = {Role(role): cell for role, cell in entry.cells.items()}
        report = entry.report
        about = report.partner.code if report.partner else ""
        values = read_values(Kind(report.kind), report.period, cells, gazetteer, about=about)
        values = with_chosen(entry, values)
        before = Values.from_json(entry.recognised)
        found.append(
            Reading(
                entry=entry,
                values=values,
                before=_names(before, gazetteer),
                after=_names(values, gazetteer),
            )
        )
    return found


def _names(values: Values, gazetteer: Gazetteer) -> tuple[str, ...]:
    return tuple(sorted(gazetteer.place(code).name for code in listed(values.partners, gazetteer)))
