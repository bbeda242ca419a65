"""The initials of the home region are its own, unless the row writes another name of them in full."""

from functools import cache

import pytest

from agreements.names.gazetteer import Gazetteer
from agreements.reference.read import places
from events.phrases.counted_partners import lists
from events.phrases.partners import read_partners
from events.vocabulary import Kind, Role


@cache
def at(home: str) -> Gazetteer:
    return Gazetteer(places(), home=home)


def partners_of(home: str, kind: Kind, **cells: str) -> tuple[tuple[list[str], list[str]], list[str]]:
    """Subjects and countries, and what is asked about."""
    partners = read_partners(kind, {Role(role): text for role, text in cells.items()}, at(home))
    subjects, countries, _ = lists(partners, at(home))
    return (subjects, countries), [one.phrase for one in partners.unknown]


@pytest.mark.parametrize(
    ("home", "participants"),
    [
        ("ru-11", "Минтранс РК, ОАО «МАЗ»"),
        ("ru-11", "Постпредство РК при Президенте РФ"),
        ("ru-02", "Минпром РБ"),
        ("ru-16", "Академия наук РТ"),
        ("ru-05", "Минкультуры РД"),
        ("ru-83", "Администрация НАО"),
    ],
)
@pytest.mark.parametrize("kind", [Kind.INTERNATIONAL_REPORT, Kind.INTERREGIONAL_REPORT])
def test_initials_of_home_name_no_partner(home: str, participants: str, kind: Kind) -> None:
    assert partners_of(home, kind, title="Встреча", participants=participants) == (([], []), [])


def test_a_name_written_in_full_takes_its_initials_back() -> None:
    read = partners_of(
        "ru-11",
        Kind.INTERNATIONAL_REPORT,
        title="Встреча с делегацией Республики Казахстан",
        participants="Минпром РК",
    )
    assert read == (([], ["Казахстан"]), [])


def test_elsewhere_the_initials_are_of_the_country() -> None:
    read = partners_of("ru-51", Kind.INTERNATIONAL_REPORT, title="Встреча", participants="делегация РК")
    assert read == (([], ["Казахстан"]), [])


def test_alone_in_the_partners_cell_they_are_asked_about() -> None:
    (subjects, countries), asked = partners_of("ru-11", Kind.INTERREGIONAL_PLAN, partner="РК")
    assert (subjects, countries, asked) == ([], [], ["РК"])
