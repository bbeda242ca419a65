"""Reads everything a dossier says of a partner; what waits for a person's word is set apart."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from agreements.models import Partner
from coopregistry.keys import by_keys
from events.access import Access
from events.meetings.counting import Counted
from events.meetings.registers import ToldMeeting
from events.models import ControlDecision, Event, ExecutionReport, Meeting, PartnerFacts, Result
from events.models.result_card import OPEN
from events.results.lines import ResultLine, heads_of, visible_results
from events.vocabulary import MeetingKind, ResultKind

from ..figures import Cooperation, Share, cooperation
from ..paper_parts import bound
from ..partner_basis import partner_basis
from ..partner_events import PartnerEvent, dated, partner_events
from ..queries import agreements_with
from ..wording import without_yo
from .contacts import contacts_with
from .content import Dossier
from .unsettled import unsettled
from .wording import healed, sentence


def dossier_of(
    access: Access, events_with_partner: QuerySet[Event], partner: Partner, start: date, end: date
) -> Dossier:
    """Everything ticked. In a constant number of queries, but for long lists of results."""
    tree = partner.tree()
    contacts = contacts_with(access, tree, start, end)
    met = [Counted(one.meeting.kind, one.meeting.start, one.meeting.end) for one in contacts]
    figures = cooperation(access, events_with_partner, start, end, partners=tree, meetings=met)
    agreements = list(agreements_with(access, tree))
    results = _results(access, tree, start, end, contacts)
    events = [*_beyond(access, events_with_partner, tree, end), *figures.events]
    settled = [line for line in results if _is_sure(line)]
    facts = access.partner_facts().filter(partner=partner).exclude(text="")
    order = list(PartnerFacts.Kind)
    return Dossier(
        partner=partner,
        start=start,
        end=end,
        made_on=timezone.localdate(),
        cooperation=figures,
        facts=sorted(facts, key=lambda one: order.index(PartnerFacts.Kind(one.kind))),
        agreements=[one for one in agreements if one.confirmed],
        contacts=[one for one in contacts if _is_certain(one)],
        results=settled,
        events=[event for event in events if event.start is not None and _is_told(event)],
        has_agreements=bool(agreements),
        sums=_sums([one.meeting for one in contacts if _is_certain(one)], settled, start, end),
        progress=_progress(settled),
        regions=_regions(access, partner, tree, figures),
        basis=partner_basis(access, events_with_partner, tree, start, end),
        unsettled=unsettled(
            [one for one in agreements if not one.confirmed],
            [one for one in contacts if not _is_certain(one)],
            [line for line in results if not _is_sure(line)],
            [event for event in events if event.start is None and _is_told(event)],
        ),
    )


def _is_certain(told: ToldMeeting) -> bool:
    return told.meeting.start is not None and not told.meeting.is_to_confirm


def _is_sure(line: ResultLine) -> bool:
    return line.start is not None and not line.is_to_confirm


def _is_told(event: PartnerEvent) -> bool:
    """Held with the partner, or planned and open: what was cancelled stands in the figures alone."""
    return event.held or event.is_open


def _beyond(
    access: Access, events: QuerySet[Event], partners: Collection[int], end: date
) -> tuple[PartnerEvent, ...]:
    """Plans that lie ahead of the period as well: a reader asks what comes next whatever the period is."""
    ahead = by_keys(dated(access, events).filter(moment__gt=end, until__gte=timezone.localdate()))
    found = partner_events(access, dated(access, ahead), partners)
    return tuple(event for event in found if event.is_ahead)


def _results(
    access: Access, partners: Collection[int], start: date, end: date, contacts: Iterable[ToldMeeting]
) -> list[ResultLine]:
    """With a party from there, or agreed at a meeting with the partner by bodies no place is told of; of the
    period, and whatever is under control still."""
    links = Result.partners.through.objects.filter(partner__in=partners)
    met = {one.meeting.entry_id for one in contacts if one.meeting.entry_id is not None}
    of_partner = Q(pk__in=links.values("result")) | Q(entry__in=met, partners=None, kind=ResultKind.AGREED)
    in_period = Q(start=None) | Q(start__lte=end, end__gte=start) | Q(card__state__in=OPEN)
    return list(heads_of(visible_results(access).filter(of_partner, in_period)))


def _sums(meetings: Iterable[Meeting], listed: Iterable[ResultLine], start: date, end: date) -> str:
    """As many as the lists hold. Kinds are not added up: a visit and the meetings within it are one
    occasion."""
    kinds = Counter(meeting.kind for meeting in meetings)
    results, earlier = [], 0
    for line in listed:
        if line.start and line.end and line.start <= end and line.end >= start:
            results.append(line)
        else:
            earlier += 1  # under control still
    counted = {
        "встреч и переговоров": kinds[MeetingKind.MEETING],
        "приемов делегаций": kinds[MeetingKind.RECEPTION],
        "визитов и командировок": kinds[MeetingKind.DELEGATION_VISIT] + kinds[MeetingKind.TRIP],
        "совместных участий": kinds[MeetingKind.JOINT_PARTICIPATION],
        "подписано документов": sum(line.count or 1 for line in results if line.kind is ResultKind.SIGNED),
        "достигнуто договоренностей": sum(line.kind is ResultKind.AGREED for line in results),
        "планировалось подписаний": sum(line.kind is ResultKind.PLANNED for line in results),
        "на контроле с другого времени": earlier,
    }
    said = ", ".join(f"{name} – {number}" for name, number in counted.items() if number)
    return bound(sentence(said or "встреч, визитов и подписанных документов в реестре нет"))


def _progress(lines: Iterable[ResultLine]) -> Mapping[int, str]:
    """The basis of the last decision and what the responsible department reported last."""
    cards = [line.card.pk for line in lines if line.is_controlled]
    said: dict[int, dict[str, str]] = defaultdict(dict)
    for card, basis in (
        ControlDecision.objects.filter(card__in=cards).order_by("pk").values_list("card", "basis")
    ):
        said[card]["basis"] = basis
    for card, text in (
        ExecutionReport.objects.filter(card__in=cards).order_by("pk").values_list("card", "text")
    ):
        said[card]["report"] = text
    return {card: healed(". ".join(filter(None, words.values()))) for card, words in said.items()}


def _regions(
    access: Access, partner: Partner, tree: Collection[int], figures: Cooperation
) -> tuple[Share, ...]:
    """Parts of the partner with the events held there or with them, most first; three queries."""
    parent_of = dict(Partner.objects.filter(pk__in=tree).values_list("pk", "parent_id"))
    held = {event.pk for event in figures.held}
    found: dict[int, set[int]] = defaultdict(set)
    named = access.partners_of(figures.chosen.order_by(), Q(partner__in=tree))
    for (event, place), is_told in named.items():
        part: int | None = place
        while part is not None and parent_of.get(part) != partner.pk:
            part = parent_of.get(part)
        if part is not None and is_told and event in held:
            found[part].add(event)
    names = dict(Partner.objects.filter(pk__in=found).values_list("pk", "name"))
    shares = [
        Share(name=without_yo(names[part]), events=len(events), keys=frozenset(events))
        for part, events in found.items()
    ]
    return tuple(sorted(shares, key=lambda share: (-share.events, share.name)))
