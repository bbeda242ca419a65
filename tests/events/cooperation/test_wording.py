"""Russian wording of dossiers and agreement papers."""

from datetime import date
from pathlib import Path

import pytest

from agreements.models import Agreement, Partner
from events.cooperation.wording import number_and_date, of_rows, preposition, spaced, validity, with_whom


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Республикой Беларусь", "с"),
        ("Смоленской областью", "со"),
        ("Ставропольским краем", "со"),
        ("Свердловской областью", "со"),
        ("Самарской областью", "с"),
        ("Швецией", "со"),
        ("Японией", "с"),
        ("США", "с"),
        ("СНГ", "с"),
        ("Шанхайской организацией сотрудничества", "с"),
        ("Владимирской областью", "с"),
        ("Многонациональным Государством Боливия", "с"),
        ("Львовской областью", "со"),
    ],
)
def test_preposition_goes_before_a_cluster(name: str, expected: str) -> None:
    assert preposition(name) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "expected"), [("by", "с Республикой Беларусь"), ("ru-26", "со Ставропольским краем")]
)
def test_the_partner_stands_in_the_instrumental(code: str, expected: str) -> None:
    assert with_whom(Partner.objects.get(code=code)) == expected


@pytest.mark.django_db
def test_names_of_all_subjects_and_states_stand_in_their_case() -> None:
    """The file was read through by a person; whoever adds a partner adds its line."""
    kinds = (Partner.Kind.SUBJECT, Partner.Kind.COUNTRY)
    lines = (Path(__file__).parent / "with_whom.txt").read_text(encoding="utf-8").splitlines()
    named = {partner.code: with_whom(partner) for partner in Partner.objects.filter(kind__in=kinds)}
    assert named == dict(line.split(" ", 1) for line in lines)
    assert len(lines) == 89 + 198


@pytest.mark.parametrize(
    ("counted", "words"), [(1, "по 1 строке из 40"), (2, "по 2 строкам из 40"), (11, "по 11 строкам из 40"),
                           (21, "по 21 строке из 40"), (111, "по 111 строкам из 40")]
)  # fmt: skip
def test_rows_are_declined(counted: int, words: str) -> None:
    assert of_rows(counted, 40) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, ""),
        ({"valid_until": date(2031, 5, 1)}, "до 01.05.2031"),
        ({"valid_until": date(2031, 5, 1), "prolongation": "на год"}, "до 01.05.2031\nна год"),
        ({"valid_until": date(2031, 5, 1), "terminated_on": date(2030, 1, 2)}, "прекращено 02.01.2030"),
    ],
)
def test_a_termination_goes_before_the_term(values: dict, words: str) -> None:
    assert validity(Agreement(title="А", **values)) == words


def test_a_number_and_a_date_stand_without_each_other() -> None:
    day = date(2024, 1, 5)
    assert number_and_date(Agreement(number="7", signed_on=day)) == "№ 7 от 05.01.2024"
    assert number_and_date(Agreement(number="7")) == "№ 7"
    assert number_and_date(Agreement(signed_on=day)) == "от 05.01.2024"
    assert number_and_date(Agreement()) == ""


def test_thousands_are_parted_by_no_break_spaces() -> None:
    assert (spaced(15395), spaced(395)) == ("15\N{NO-BREAK SPACE}395", "395")
