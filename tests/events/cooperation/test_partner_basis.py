"""The documents a partner's figures rest on."""

from datetime import date

import pytest

from agreements.models import Partner
from events.basis.wording import documents_in_words, gaps_in_words
from events.cooperation.partner_basis import partner_basis
from events.cooperation.queries import events_with
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report

pytestmark = pytest.mark.django_db
YEAR = (date(2003, 1, 1), date(2003, 12, 31))


def of(code: str, start: date | None = None, end: date | None = None) -> tuple[list[str], list[str]]:
    tree = Partner.objects.get(code=code).tree()
    basis = partner_basis(coordinator(), events_with(coordinator(), tree), tree, start, end)
    return documents_in_words(basis.documents), gaps_in_words(basis.gaps)


def test_documents_of_kinds_that_never_named_the_partner_are_left_out() -> None:
    for quarter in ("Q1", "Q2", "Q4"):
        make_entry(report(Kind.INTERNATIONAL_REPORT, f"2003-{quarter}"), "Ярмарка", "by-vitebskaya")
    make_entry(report(Kind.INTERREGIONAL_PLAN, "2003-H1"), "Показ", "ru-32")
    assert of("by", *YEAR) == (
        ["Отчет о международных мероприятиях: I, II, IV кварталы 2003 года"],
        ["Отчета о международных мероприятиях за III квартал 2003 года в реестре нет."],
    )
    assert of("ru-32", *YEAR)[0] == ["План межрегиональных мероприятий: I полугодие 2003 года"]


def test_without_a_period_it_reaches_from_the_first_document_to_the_last() -> None:
    for period in ("2002-Q4", "2003-Q1"):
        make_entry(report(Kind.INTERNATIONAL_REPORT, period), "Ярмарка", "by")
    assert of("by") == (
        ["Отчет о международных мероприятиях: IV квартал 2002 года, I квартал 2003 года"],
        [],
    )


def test_a_partner_no_document_names_rests_on_nothing() -> None:
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2003-Q1"), "Ярмарка", "by")
    assert of("kz", *YEAR) == ([], [])
