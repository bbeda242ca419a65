"""What people keep of meetings, and meetings entered without a row. Each change is a change set."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Department, Partner
from coopregistry.history import explain
from coopregistry.models import Change, ChangeSet, User
from coopregistry.undo import undo
from events.access import Access
from events.entries.outside_meetings import save_outside
from events.entries.result_cards import bind_cards
from events.models import Entry, Meeting, MeetingAnchor, MeetingCard, MeetingFile, MeetingPartner
from events.phrases.meetings.model import MeetingFound
from events.phrases.plain_json import to_plain
from events.vocabulary import Level, Side

DETAILS = ("basis", "notice", "notice_on", "notice_number", "report_due")


class NotSoNow(Exception):
    """The last change was undone meanwhile, or there is none."""


def is_for_few(found: MeetingFound) -> bool:
    """A coming meeting of the head of the region is restricted unless a person says otherwise."""
    is_coming = found.end is not None and found.end >= timezone.localdate()
    return is_coming and found.level(Side.HOME) is Level.HEAD_OF_REGION


def enterable_departments(access: Access) -> QuerySet[Department]:
    """Those the user may enter meetings of."""
    departments = Department.objects.all()
    return departments if access.coordinates else departments.filter(pk__in=access.departments)


def meetings_with_cards(access: Access) -> QuerySet[Meeting]:
    """Those of rows the user may keep something of: a coordinator, and the department that told of it."""
    told = access.meetings().filter(entry__isnull=False)
    if access.coordinates:
        return told
    return told.filter(entry__department__in=access.departments)


@transaction.atomic
def enter(
    found: MeetingFound,
    *,
    partners: Iterable[Partner],
    department: Department | None,
    letter: str,
    restricted: bool | None,
    details: Mapping[str, Any],
    user: User | None,
    card: MeetingCard | None = None,
) -> MeetingCard:
    """A meeting no row tells of, or `card` as it is now. `restricted` None: by the rule."""
    explain(_("A meeting outside the reports was corrected") if card else _("A meeting outside the reports"))
    card = card or MeetingCard(entered_by=user)
    card.told, card.start, card.end = to_plain(found), found.start, found.end
    card.department, card.letter = department, letter
    card.restricted = is_for_few(found) if restricted is None else restricted
    for name in DETAILS:
        setattr(card, name, details[name])
    card.full_clean(exclude=["told", "entered_by"])
    card.save()
    _set_partners(card, {partner.pk for partner in partners})
    save_outside([card])
    return card


@transaction.atomic
def keep_details(meeting: Meeting, details: Mapping[str, Any], user: User) -> MeetingCard:
    """Of the meeting a row tells of."""
    explain(_("Basis, notice or term of a meeting"))
    card = _card_of(meeting, user)
    for name in DETAILS:
        setattr(card, name, details[name])
    card.save(update_fields=DETAILS)
    return card


def add_files(card: MeetingCard, kind: str, files: Sequence[UploadedFile], user: User) -> None:
    for file in files:
        MeetingFile.of(file, user, card=card, kind=kind).save()


@transaction.atomic
def remove(card: MeetingCard) -> None:
    explain(_("A meeting outside the reports was removed"))
    card.remove()
    save_outside([card])


def changes_of(card: MeetingCard) -> QuerySet[ChangeSet]:
    """The latest first."""
    label = MeetingCard._meta.label_lower
    of_card = Q(model=label, record=card.pk) | Q(owner_model=label, owner_record=card.pk)
    sets = Change.objects.filter(of_card).order_by().values("change_set")
    return ChangeSet.objects.filter(pk__in=sets).select_related("user").order_by("-pk")


def undoable(card: MeetingCard) -> ChangeSet | None:
    """The last change, unless it is an undo itself or made the card."""
    sets = changes_of(card)
    undone = set(sets.filter(undoes__isnull=False).values_list("undoes", flat=True))
    standing = [one for one in sets if one.undoes_id is None and one.pk not in undone]
    return standing[0] if len(standing) > 1 else None


def undo_last(card: MeetingCard, seen: str, user: User) -> None:
    """`seen`: the key of the change the page offered to take back."""
    last = undoable(card)
    if last is None or str(last.pk) != seen or undo(last, user=user).refused:
        raise NotSoNow


def _card_of(meeting: Meeting, user: User) -> MeetingCard:
    """That of a meeting of a row, made where there is none."""
    list(Entry.objects.select_for_update().filter(pk=meeting.entry_id).values_list("pk"))  # one makes it
    anchored = MeetingCard.objects.select_for_update(of=("self",))
    known = anchored.filter(
        Q(pk=meeting.card_id) | Q(anchors__entry=meeting.entry_id, anchors__key=meeting.key)
    )
    card = known.first()
    if card is not None:
        return card
    card = MeetingCard(entered_by=user)
    card.save()
    MeetingAnchor.objects.create(card=card, entry_id=meeting.entry_id, key=meeting.key, phrase=meeting.phrase)
    bind_cards([meeting.entry_id])
    return card


def _set_partners(card: MeetingCard, wanted: set[int]) -> None:
    links = {link.partner_id: link for link in card.partner_links.all()}
    for partner, link in links.items():
        if partner not in wanted:
            link.delete()
    MeetingPartner.objects.bulk_create(
        [MeetingPartner(card=card, partner_id=partner) for partner in sorted(wanted - links.keys())]
    )
