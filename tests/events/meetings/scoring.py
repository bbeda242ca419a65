"""Precision and recall of what was read against the annotation; see annotated/README.md."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from events.phrases.meetings.model import MeetingFound, ResultFound
from events.vocabulary import Side

from .annotated_rows import KINDS, AnnotatedRow


def folded(text: str) -> str:
    return re.sub(r"\s*[-–—]\s*", "-", " ".join(text.lower().replace("ё", "е").split()))


@dataclass
class Score:
    """`missed` and `added` say in words what was not found, and what is not there; `wrong` are values of
    records found that differ."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.added)) if self.right + len(self.added) else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed)) if self.right + len(self.missed) else 1.0


def score(rows: Iterable[AnnotatedRow], register: str) -> Score:
    total = Score()
    for row in rows:
        found: list[Any] = (
            list(row.values.result_records)
            if register == "results"
            else [one for one in row.values.meetings if one.kind in KINDS[register]]
        )
        expected = sorted(row.expected.get(register, ()), key=lambda one: bool(one.get("optional")))
        for one in expected:
            match = max(found, key=lambda told: _likeness(told, one), default=None)
            if match is None or _likeness(match, one) <= 0:
                if not one.get("optional"):
                    total.missed.append(f"{row.number}: {' '.join(one['phrase'].split())[:90]}")
                continue
            found.remove(match)
            if one.get("optional"):
                continue
            total.right += 1
            total.wrong += [f"{row.number}: {words}" for words in _differences(match, one)]
        total.added += [f"{row.number}: {told.phrase[:90]}" for told in found]
    return total


def _likeness(told: Any, one: Mapping[str, Any]) -> float:
    if isinstance(told, ResultFound):
        if told.kind != one["kind"]:
            return 0
        return _overlap(told.title, one["title"])
    shared = _names(told) & {folded(person["name"]) for side in ("home", "partner") for person in one[side]}
    surnames = _overlap(told.phrase, one["phrase"])
    return len(shared - {""}) + surnames + (str(told.start) == one["date"])


def _overlap(first: str, second: str) -> float:
    mine, theirs = set(folded(first).split()), set(folded(second).split())
    return len(mine & theirs) / max(1, len(mine | theirs))


def _names(told: MeetingFound) -> set[str]:
    return {folded(one.name) for one in told.participants}


def _differences(told: Any, one: Mapping[str, Any]) -> Iterable[str]:
    if isinstance(told, ResultFound):
        if folded(told.title) != folded(one["title"]):
            yield f"title {told.title!r}, not {one['title']!r}"
        if not one["date"] <= str(told.start) <= one.get("end", one["date"]):
            yield f"date {told.start}, not {one['date']}"
        return
    if (str(told.start), str(told.end)) != (one["date"], one["end"]):
        yield f"dates {told.start}–{told.end}, not {one['date']}–{one['end']}"
    if told.kind != one["kind"] and told.kind not in one.get("kind_alt", ()):
        yield f"kind {told.kind}"
    for side in (Side.HOME, Side.PARTNER):
        key = f"{side}_level"
        level = told.level(side)
        if level != one[key] and level not in one.get(f"{key}_alt", ()):
            yield f"{key} {level}, not {one[key]}"
        mine = {(folded(p.post), folded(p.name)) for p in told.of_side(side) if p.name}
        theirs = {(folded(p["post"]), folded(p["name"])) for p in one[side] if p["name"]}
        may_be_unnamed = "unnamed" in one.get(f"{key}_alt", ()) or (
            one[key] == "unnamed" and one.get(f"{key}_alt")
        )
        if mine != theirs and not (may_be_unnamed and (not mine or not theirs)):
            yield f"{side} {sorted(mine - theirs)}, not {sorted(theirs - mine)}"
    if told.size != one["size"]:
        yield f"size {told.size}, not {one['size']}"
