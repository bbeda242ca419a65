"""Every pair of rows that tell one event, may do so, or do not: linked, waiting and refused."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from events.entries.joining import in_telling_order
from events.entries.recognition import in_chunks
from events.models import Entry, EntryPartner, MatchDecision, Report
from events.vocabulary import Role

from .comparing import Matched
from .documents import comparable
from .rows import MatchClass, Proposal, Reason
from .wording import reason_text

By = MatchDecision.By


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPair:
    """`a` is the planned or earlier row."""

    a: Entry
    b: Entry
    klass: MatchClass
    score: float
    is_linked: bool
    decided_by: str  # empty where nobody decided
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]


def listed_pairs(reports: Iterable[Report], matched: Matched) -> list[ListedPair]:
    """Pairs with a row in one of these documents. `matched`: what the matcher says of them."""
    entries = comparable(Entry.objects.filter(report__in=[report.pk for report in reports]))
    keys = {entry.pk for entry in entries}
    decisions = _decisions_on(keys)
    pairs = [*_linked(keys, decisions), *_refused(decisions)]
    known = {(pair.a.pk, pair.b.pk) for pair in pairs}
    proposals = [one for one in (*matched.sure, *matched.likely) if (one.a, one.b) not in known]
    found = _in_bulk({key for one in proposals for key in (one.a, one.b)})
    pairs += [_proposed(one, found) for one in proposals if one.a in found and one.b in found]
    return sorted(pairs, key=lambda pair: (_place(pair.a), _place(pair.b)))


def _place(entry: Entry) -> tuple[Any, ...]:
    return (not entry.report.is_plan, entry.report.end, entry.report_id, entry.order, entry.pk)


def _decisions_on(keys: set[int]) -> dict[tuple[int, int], MatchDecision]:
    found: dict[tuple[int, int], MatchDecision] = {}
    for side in ("a", "b"):
        for part in in_chunks(sorted(keys)):
            for decision in MatchDecision.objects.between_live().filter(**{f"{side}__in": part}):
                found[decision.a_id, decision.b_id] = decision
    return found


def _linked(keys: set[int], decisions: Mapping[tuple[int, int], MatchDecision]) -> Iterator[ListedPair]:
    """Of an event of several rows each is paired with the earliest."""
    shared: dict[int, list[Entry]] = defaultdict(list)
    for part in in_chunks(sorted(keys)):
        events = Entry.objects.filter(pk__in=part).order_by().values("event")
        for entry in comparable(Entry.objects.filter(event__in=events)):
            shared[entry.event_id].append(entry)
    joined = _joined_by(decisions.values())
    for rows in shared.values():
        unique = {entry.pk: entry for entry in rows}.values()
        first, *others = sorted(unique, key=lambda entry: _telling_key(entry))
        for other in others:
            if keys.isdisjoint((first.pk, other.pk)):
                continue
            decision = decisions.get((first.pk, other.pk)) or joined.get(other.pk) or joined.get(first.pk)
            yield ListedPair(
                a=first,
                b=other,
                klass=MatchClass.SURE,
                score=1.0 if decision is None or decision.score is None else decision.score,
                is_linked=True,
                decided_by=decision.decided_by if decision else "",
                **_reasons(decision),
            )


def _joined_by(decisions: Iterable[MatchDecision]) -> dict[int, MatchDecision]:
    """Row → the decision that joined it, a person's before the matcher's."""
    found: dict[int, MatchDecision] = {}
    for decision in sorted(decisions, key=lambda one: (one.decided_by != By.PERSON, one.pk)):
        if decision.is_same:
            found.setdefault(decision.b_id, decision)
            found.setdefault(decision.a_id, decision)
    return found


def _telling_key(entry: Entry) -> tuple[Any, ...]:
    return (not entry.report.is_plan, entry.report.end, entry.pk)


def _refused(decisions: Mapping[tuple[int, int], MatchDecision]) -> Iterator[ListedPair]:
    refused = [one for one in decisions.values() if not one.is_same]
    found = _in_bulk({key for one in refused for key in (one.a_id, one.b_id)})
    for decision in refused:
        a, b = found.get(decision.a_id), found.get(decision.b_id)
        if a is not None and b is not None and a.event_id != b.event_id:
            yield ListedPair(
                a=a,
                b=b,
                klass=MatchClass.LIKELY,
                score=decision.score or 0.0,
                is_linked=False,
                decided_by=decision.decided_by,
                **_reasons(decision),
            )


def _reasons(decision: MatchDecision | None) -> dict[str, tuple[Reason, ...]]:
    if decision is None:
        return {"reasons": (), "against": ()}
    return {
        name: tuple(Reason.from_json(stored) for stored in getattr(decision, name))
        for name in ("reasons", "against")
    }


def _proposed(proposal: Proposal, found: Mapping[int, Entry]) -> ListedPair:
    a, b = in_telling_order(found[proposal.a], found[proposal.b])
    return ListedPair(
        a=a,
        b=b,
        klass=proposal.klass,
        score=proposal.score,
        is_linked=False,
        decided_by="",
        reasons=proposal.reasons,
        against=proposal.against,
    )


def _in_bulk(keys: Iterable[int]) -> dict[int, Entry]:
    found: dict[int, Entry] = {}
    for part in in_chunks(sorted(keys)):
        found |= comparable().in_bulk(part)
    return found


def pairs_as_json(pairs: Iterable[ListedPair]) -> list[dict[str, Any]]:
    """For programs; reasons in the active language."""
    pairs = list(pairs)
    partners = _partner_names({entry.pk for pair in pairs for entry in (pair.a, pair.b)})
    return [
        {
            "a": _named(pair.a),
            "b": _named(pair.b),
            "class": pair.klass.value,
            "score": round(pair.score, 3),
            "linked": pair.is_linked,
            "decided_by": pair.decided_by or None,
            "reasons": [reason_text(reason) for reason in pair.reasons],
            "against": [reason_text(reason) for reason in pair.against],
            "a_id": pair.a.pk,
            "b_id": pair.b.pk,
            "a_partner": pair.a.cells.get(Role.PARTNER) or partners.get(pair.a.pk, ""),
            "b_partner": pair.b.cells.get(Role.PARTNER) or partners.get(pair.b.pk, ""),
        }
        for pair in pairs
    ]


def _named(entry: Entry) -> list[Any]:
    return [entry.report.kind, entry.report.period_code, entry.number]


def _partner_names(keys: set[int]) -> dict[int, str]:
    names: dict[int, list[str]] = defaultdict(list)
    for part in in_chunks(sorted(keys)):
        links = EntryPartner.objects.counted().filter(entry__in=part).order_by("entry", "pk")
        for entry, name in links.values_list("entry", "partner__name"):
            names[entry].append(name)
    return {entry: ", ".join(found) for entry, found in names.items()}
