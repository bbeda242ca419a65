"""Records that wait for a person's word: settled before a dossier is downloaded, never printed in one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement
from events.meetings.registers import ToldMeeting
from events.results.lines import ResultLine

from ..partner_events import PartnerEvent
from .wording import KINDS, healed


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """`group`: its part of the paper, in Russian; `address`: where it is settled; `entry` and `key`: of a
    record that one click confirms."""

    group: str
    what: str | Promise
    text: str
    address: str
    entry: int | None = None
    key: str = ""


def unsettled(
    agreements: Iterable[Agreement],
    contacts: Iterable[ToldMeeting],
    results: Iterable[ResultLine],
    events: Iterable[PartnerEvent],
) -> Sequence[Unsettled]:
    """`events`: those without dates."""
    return [
        *(
            Unsettled(
                group="соглашения",
                what=_("agreement"),
                text=one.title,
                address=reverse("events:agreement_edit", args=[one.pk]),
            )
            for one in agreements
        ),
        *map(_contact, contacts),
        *map(_result, results),
        *(
            Unsettled(
                group="мероприятия",
                what=_("event without dates"),
                text=one.title,
                address=reverse("events:event", args=[one.pk]),
            )
            for one in events
        ),
    ]


def unprinted(records: Sequence[Unsettled]) -> str:
    """What a paper says of them: «Не напечатано записей, требующих подтверждения: 3 (соглашения – 1,
    мероприятия – 2).»; "" where there are none."""
    if not records:
        return ""
    counted = Counter(one.group for one in records)
    by_group = ", ".join(f"{group} – {number}" for group, number in counted.items())
    return f"Не напечатано записей, требующих подтверждения: {len(records)} ({by_group})."


def _contact(told: ToldMeeting) -> Unsettled:
    meeting = told.meeting
    people = "; ".join(str(one) for one in meeting.participants.all())
    return Unsettled(
        group="встречи и визиты",
        what=KINDS[meeting.kind],
        text=healed(f"{meeting.start:%d.%m.%Y} – {people}" if meeting.start else people),
        address=meeting.get_absolute_url(),
        entry=meeting.entry_id if meeting.start else None,
        key=meeting.key,
    )


def _result(line: ResultLine) -> Unsettled:
    first = next((result for result in line.told if result.is_to_confirm), None)
    return Unsettled(
        group="документы и договоренности",
        what=line.kind_label,
        text=healed(line.title),
        address=reverse("events:result", args=[line.ref]),
        entry=first.entry_id if first else None,
        key=first.key if first else "",
    )
