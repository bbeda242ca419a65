#!/usr/bin/env python3
"""How well rows nobody wrote rules for are read: measure.py [--errors FIELD]

For each field: the share of right rows, precision, recall and F1 of lists, and how many of the wrong values
the row raises an issue about. `--errors` names each wrong value of a field, or of all.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from agreements.names.folding import fold
from agreements.names.gazetteer import Gazetteer
from agreements.reference.read import places
from events.period import Period
from events.phrases.counted_partners import lists
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, Mode, Role

LISTS = ("subjects", "countries", "foreign_regions")
FIELDS = (
    *(
        "start",
        "end",
        "precision",
        *LISTS,
        "all_subjects",
        "mode",
        "participants_count",
        "participants_bound",
    ),
    *("audience_count", "signed", "agreed"),
)
_CARRIED = (Role.PARTNER, Role.AGREEMENT)
_PARTNERS = ("partner", "place", "party", "ambiguous", "district")  # words in the codes of their issues
_SAID = {  # field → words of the codes that speak of it
    **dict.fromkeys(("start", "end", "precision"), ("date", "year", "period", "begins")),
    **dict.fromkeys((*LISTS, "all_subjects"), _PARTNERS),
    "mode": ("mode",),
    **dict.fromkeys(("participants_count", "participants_bound", "audience_count"), ("participant",)),
    **dict.fromkeys(("signed", "agreed"), ("result", "sign", "agreed")),
}


@dataclass(slots=True)
class Score:
    right: int = 0
    missing: int = 0
    extra: int = 0
    rows: int = 0
    wrong: list[str] = field(default_factory=list)  # of each wrong row: what was expected and read
    said: int = 0  # of these


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--errors", metavar="FIELD", nargs="?", const="", help="list what is wrong and not said"
    )
    asked = parser.parse_args()
    scores = {name: Score() for name in FIELDS}
    for where, kind, period, cells, expected, gazetteer in rows():
        values = read_values(kind, period, cells, gazetteer)
        read = read_fields(values, gazetteer)
        codes = [issue.code for issue in values.issues]
        for name, right in expected.items():
            found = read[name]
            if name in LISTS:
                right, found = by_place(right, gazetteer), by_place(found, gazetteer)
            count(scores[name], name, right, found, codes, where)
    print(f"{'field':20}{'rows':>5}{'wrong':>6}{'said':>6}{'right':>8}{'P':>7}{'R':>7}{'F1':>7}")
    for name, score in scores.items():
        print(line(name, score))
    wrong = sum(len(score.wrong) for score in scores.values())
    said = sum(score.said for score in scores.values())
    print(f"wrong values {wrong}, of them said {said} ({said / max(wrong, 1):.2f})")
    if asked.errors is not None:
        for name, score in scores.items():
            if asked.errors in ("", name):
                print("\n".join(f"{name}: {text}" for text in score.wrong))


def rows() -> Iterator[tuple[str, Kind, Period, Mapping[Role, str], Mapping[str, Any], Gazetteer]]:
    known = places()
    for path in sorted(HERE.glob("*.json")):
        region = json.loads(path.read_text(encoding="utf-8"))
        gazetteer = Gazetteer(known, home=region["home"])
        for document in region["documents"]:
            kind, period = Kind(document["kind"]), Period.parse(document["period"])
            above: dict[Role, str] = {}
            for number, row in enumerate(document["rows"], 1):
                cells = {Role(name): text for name, text in row["cells"].items()}
                for role in _CARRIED:
                    if role in cells:
                        above[role] = cells[role] = cells[role] or above.get(role, "")
                yield f"{path.stem} {kind} {number}", kind, period, cells, row["expected"], gazetteer


def read_fields(values: Values, gazetteer: Gazetteer) -> dict[str, Any]:
    dates, counts = values.dates, values.counts
    subjects, countries, regions = lists(values.partners, gazetteer)
    return {
        "start": dates and str(dates.start),
        "end": dates and str(dates.end),
        "precision": dates and str(dates.precision),
        "subjects": subjects,
        "countries": countries,
        "foreign_regions": regions,
        "all_subjects": values.partners.all_subjects,
        "mode": str(values.mode.mode if values.mode else Mode.IN_PERSON),
        "participants_count": counts.participants,
        "participants_bound": counts.bound and str(counts.bound),
        "audience_count": counts.audience,
        "signed": values.results.signed,
        "agreed": values.results.agreed,
    }


def by_place(names: list[str], gazetteer: Gazetteer) -> list[str]:
    """The registry's own name of each: «Северная Осетия» is «Республика Северная Осетия – Алания»."""
    return sorted(
        next((gazetteer.place(one.code).name for one in gazetteer.find(name) if one.phrase == name), name)
        for name in names
    )


def count(score: Score, name: str, expected: Any, read: Any, codes: list[str], where: str) -> None:
    score.rows += 1
    if name in LISTS:
        wanted, found = {fold(one) for one in expected}, {fold(one) for one in read}
        score.right += len(wanted & found)
        score.missing += len(wanted - found)
        score.extra += len(found - wanted)
        is_right = wanted == found
    else:
        is_right = expected == read
        score.right += is_right
    if is_right:
        return
    is_said = any(word in code for code in codes for word in _SAID[name])
    score.said += is_said
    score.wrong.append(f"{where}: expected {expected}, read {read}{' (said)' if is_said else ''}")


def line(name: str, score: Score) -> str:
    shown = (
        f"{name:20}{score.rows:5}{len(score.wrong):6}{score.said:6}{1 - len(score.wrong) / score.rows:8.3f}"
    )
    if name not in LISTS:
        return shown
    precision = score.right / max(score.right + score.extra, 1)
    recall = score.right / max(score.right + score.missing, 1)
    return (
        f"{shown}{precision:7.3f}{recall:7.3f}{2 * precision * recall / max(precision + recall, 1e-9):7.3f}"
    )


if __name__ == "__main__":
    main()
