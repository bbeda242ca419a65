"""The partner and agreement cells of the real documents."""

import json
import re
from itertools import pairwise

from agreements.names.catch_all import all_subjects
from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence
from agreements.names.parties import read_parties, same_agreement
from agreements.names.place import PlaceKind
from tests.real import REAL, needs_real

pytestmark = needs_real
PLANS = ("interregional-plan-2024-H1", "interregional-plan-2022-H2")


def second_cells(name: str) -> dict[int, str]:
    """The cell after the number of each row, where it is not empty."""
    text = (REAL / f"{name}.txt").read_text(encoding="utf-8")
    cells = [cell.strip() for cell in re.split(r"(?m)^[ \u00a0]*\t", text)]
    return {
        int(cell[:-1]): following
        for cell, following in pairwise(cells)
        if re.fullmatch(r"\d+\.", cell) and following
    }


def test_every_partner_cell_of_the_plans_is_read_whole(gazetteer: Gazetteer) -> None:
    left: list[str] = []
    subjects = towns = catch_alls = cells = 0
    for cell in (cell for plan in PLANS for cell in second_cells(plan).values()):
        cells += 1
        if all_subjects(cell):
            catch_alls += 1
            continue
        found = gazetteer.find(cell)
        kinds = [gazetteer.place(m.code).kind for m in found if m.evidence is Evidence.NAME]
        subjects += kinds.count(PlaceKind.SUBJECT)
        towns += kinds.count(PlaceKind.CITY)
        rest = cell
        for mention in reversed(found):
            rest = rest[: mention.start] + rest[mention.end :]
        if re.sub(r"[\s,]|\bи\b", "", rest) or gazetteer.unknown(cell):
            left.append(cell)
    assert (cells, subjects, towns, catch_alls, left) == (47, 113, 1, 6, [])


def test_partners_of_the_annotated_plan_are_as_the_readers_say(gazetteer: Gazetteer) -> None:
    annotated = json.loads((REAL / "annotations.json").read_text(encoding="utf-8"))[PLANS[0]]
    cells = second_cells(PLANS[0])
    expected, got = {}, {}
    for number, cell in cells.items():
        expected[number] = annotated[str(number)]["subjects"]
        if all_subjects(cell):
            got[number] = []
            continue
        named = set()
        for mention in gazetteer.find(cell):
            for place in (gazetteer.place(mention.code), *gazetteer.ancestors(mention.code)):
                if place.kind is PlaceKind.SUBJECT:
                    named.add(place.name)
        got[number] = sorted(named)
    assert got == expected


def test_countries_and_regions_of_the_annotated_report_are_all_found(gazetteer: Gazetteer) -> None:
    name = "international-report-2023-Q2"
    annotated = json.loads((REAL / "annotations.json").read_text(encoding="utf-8"))[name]
    text = (REAL / f"{name}.txt").read_text(encoding="utf-8")
    rows = re.split(r"(?m)^[ \u00a0]*\t(\d+)\.\s*$", text)
    missing = []
    for number, row in zip(rows[1::2], rows[2::2], strict=True):
        named = {
            place.name.replace("ё", "е")
            for mention in gazetteer.find(row)
            for place in (gazetteer.place(mention.code), *gazetteer.ancestors(mention.code))
        }
        wanted = annotated[number]
        for value in wanted["countries"] + wanted["foreign_regions"] + wanted["subjects"]:
            if value.replace("ё", "е") not in named:
                missing.append((number, value))
    assert missing == []


def test_fourteen_agreement_cells_are_seven_agreements(gazetteer: Gazetteer) -> None:
    wordings = [read_parties(cell, gazetteer) for cell in second_cells("agreements-report-2020-Q4").values()]
    groups: list[list[int]] = []
    for number, one in enumerate(wordings):
        home = next((g for g in groups if same_agreement(wordings[g[0]], one) >= 95), None)
        if home is None:
            groups.append([number])
        else:
            home.append(number)
    assert len(wordings) == 14
    assert sorted(len(group) for group in groups) == [1, 1, 1, 2, 2, 3, 4]
    assert {one.kind for one in wordings} == {"соглашение"}
    assert {one.stated for one in wordings if len(one.parties) == 3} == {3}
    assert all("ru-67" in one.codes and len(one.codes) == len(one.parties) for one in wordings)


def test_variants_of_one_agreement_are_far_from_different_ones(gazetteer: Gazetteer) -> None:
    wordings = [read_parties(cell, gazetteer) for cell in second_cells("agreements-report-2020-Q4").values()]
    alike = [
        same_agreement(a, b)
        for i, a in enumerate(wordings)
        for b in wordings[i + 1 :]
        if a.parties != b.parties
    ]
    equal = [
        same_agreement(a, b)
        for i, a in enumerate(wordings)
        for b in wordings[i + 1 :]
        if sorted(a.codes) == sorted(b.codes)
    ]
    assert min(equal) >= 99.4
    assert max(alike) < 95
