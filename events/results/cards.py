"""The card of a result: made when a person first keeps something of it."""

from collections.abc import Iterable, Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.models import Agreement
from coopregistry.history import explain
from coopregistry.models import User
from events.access import Access
from events.entries.result_cards import bind_cards
from events.models import Entry, Result, ResultAnchor, ResultCard, ResultFile

from .lines import ResultLine


def may_keep(access: Access, line: ResultLine) -> bool:
    """Coordinators, the department that is responsible, and those that told of it."""
    if access.coordinates:
        return True
    departments = {entry.department_id for entry in line.entries}
    if line.card is not None:
        departments.add(line.card.department_id)
    return access.edits and not access.departments.isdisjoint(departments)


@transaction.atomic
def card_of(line: ResultLine) -> ResultCard:
    """That of the result, made if there is none yet."""
    if line.card is not None:
        return ResultCard.objects.select_for_update().get(pk=line.card.pk)
    result = line.result
    list(Entry.objects.select_for_update().filter(pk=result.entry_id).values_list("pk"))  # one makes it
    known = ResultCard.objects.filter(anchors__entry=result.entry_id, anchors__key=result.key).first()
    if known is not None:
        return known
    card = ResultCard.objects.create(kind=result.kind, title=result.title, start=result.start, end=result.end)
    _anchor(card, line.told)
    return card


@transaction.atomic
def keep_details(line: ResultLine, *, number: str, agreement: Agreement | None) -> ResultCard:
    explain(_("Number or agreement of a result"))
    card = card_of(line)
    card.number, card.agreement = number, agreement
    card.save(update_fields=["number", "agreement"])
    return card


@transaction.atomic
def add_files(line: ResultLine, files: Iterable[UploadedFile], user: User) -> None:
    explain(_("Files added to a result"))
    card = card_of(line)
    for file in files:
        ResultFile.of(file, user, card=card).save()


@transaction.atomic
def join_results(line: ResultLine, other: ResultLine) -> ResultCard:
    """Rows of different events tell of one document or arrangement: it counts once."""
    explain(_("Results told by two rows are one"))
    kept, added = (line, other) if line.card is not None else (other, line)
    card = card_of(kept)
    _anchor(card, added.told)
    return card


@transaction.atomic
def keep_apart(line: ResultLine, other: ResultLine) -> None:
    """Each gets a card of its own, so that they are not offered as one again."""
    explain(_("Results told by two rows are different ones"))
    card_of(line)
    card_of(other)


def _anchor(card: ResultCard, results: Sequence[Result]) -> None:
    for result in results:
        ResultAnchor.objects.create(card=card, entry_id=result.entry_id, key=result.key, phrase=result.phrase)
    bind_cards({result.entry_id for result in results})
