"""Every case form of every reviewed place is found as exactly that place."""

import pytest

from agreements.names.adjectives import split_adjective
from agreements.names.folding import fold
from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence
from agreements.names.place import CASES, Place
from agreements.names.words import words
from agreements.reference.read import places

PLACES = places()
BY_CODE = {place.code: place for place in PLACES}
TOWNS_IN = {(place.parent, place.name) for place in PLACES}


def is_everywhere(place: Place) -> bool:
    """«Кировский район»: found only where its region or country is named too."""
    first, *rest = fold(place.name).split(" ")
    split = split_adjective(first)
    return split is not None and split[0] in words("everywhere") and rest in ([], ["район"])


def context(place: Place) -> str:
    """Words that name where the place lies, for those whose names are found in many regions."""
    above = BY_CODE.get(place.parent)
    return f" ({above.name})" if above else ""


@pytest.mark.parametrize("number", range(6), ids=CASES)
def test_every_form_is_found_alone(gazetteer: Gazetteer, number: int) -> None:
    wrong = []
    for place in PLACES:
        if place.minor:
            continue  # may be a word or a surname as well
        for forms in (place.short, place.official):
            for form in forms[number : number + 1]:
                found = gazetteer.find(form)
                right = (
                    [m.phrase for m in found] == [form]
                    and found[0].evidence is Evidence.NAME
                    and found[0].code in gazetteer.close(form)  # itself, or a namesake
                    and place.code in gazetteer.close(form)
                    and found[0].case in ("", CASES[number])
                )
                if not right and not is_everywhere(place):
                    wrong.append((place.code, form))
    assert wrong == []


@pytest.mark.parametrize("number", range(6), ids=CASES)
def test_every_form_is_found_where_its_region_is_named(gazetteer: Gazetteer, number: int) -> None:
    wrong = []
    for place in PLACES:
        form = place.short[number]
        found = gazetteer.find(form + context(place))
        country = BY_CODE.get(place.parent)
        if country is not None and country.name == place.name:
            continue  # «Алжир (Алжир)»: the country comes first
        if (place.code, place.name) in TOWNS_IN:
            continue  # «Стокгольм» is the town, and by it the county
        if form == "Хмельницким":
            continue  # «Хмельницким (…) областям» is as likely
        if not any(m.code == place.code and form in m.phrase for m in found):
            wrong.append((place.code, form))
    assert wrong == []


def test_every_alias_is_found(gazetteer: Gazetteer) -> None:
    wrong = []
    for place in PLACES:
        for alias in place.aliases:
            found = {m.code for m in gazetteer.find(alias + context(place))}
            if place.code not in found:
                wrong.append((place.code, alias))
    assert wrong == []
