"""The dossier on one page: what it keeps, what it says it left out, and that it is one page."""

import subprocess
from datetime import date

import pytest
from django.utils import translation

from agreements.models import Partner
from events.cooperation.dossier.one_page import one_page, shortened
from events.exports.letter_widths import set_lines
from events.exports.paper import height, room
from events.exports.pdf import to_pdf
from events.models import PartnerFacts
from events.vocabulary import Kind
from tests.events.cooperation.dossiers import dossier, settle, text_of, ticked, written
from tests.events.cooperation.world import agreement, make_entry, report
from tests.events.exports.test_pdf import needs_pdftotext
from tests.events.meetings.reports import MEETING, report_of_rows
from tests.needs import needs_office


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


@needs_office
@needs_pdftotext
@pytest.mark.django_db
def test_it_is_one_full_page_and_keeps_what_weighs_most() -> None:
    report_of_rows(MEETING)
    settle()
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q2")
    plan = report(Kind.INTERNATIONAL_PLAN, "2031-H2")
    for number in range(25):
        title = f"Событие № {number} " + "с длинным, как жизнь, названием " * 3
        make_entry(done, title, "am", day=date(2031, 4, 1 + number))
        make_entry(plan, title, "am", day=date(2031, 9, 1 + number))
        agreement(f"Соглашение № {number} о сотрудничестве " + "в разных сферах " * 5, "am", state="lapsed")
    armenia = Partner.objects.get(code="am")
    for kind in PartnerFacts.Kind:
        PartnerFacts.objects.create(partner=armenia, kind=kind, text="Одна строка.\n" * 30, source="Сводка")
    agreement("Соглашение о дружбе", "am")
    paper, style = one_page(ticked(dossier("am"), prepared_by="Образцова И.И."))
    run = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=to_pdf(written(paper, style)),
        capture_output=True,
        check=True,
    )
    (page, rest) = run.stdout.decode().split("\f")
    assert rest == ""
    title = 4
    assert room(style) - 4 <= height(paper.blocks, style) + title <= room(style)
    text = " ".join(page.split())
    assert "Соглашение о дружбе (действует)" in text
    assert "Губернатор Смоленской области В.В. Выдумов" in text
    assert "Подготовил: Образцова И.И." in text
    assert "соглашения – 2" in text.partition("На страницу не вошли:")[2]


@pytest.mark.django_db
def test_a_partner_with_one_event_has_a_page_without_gaps() -> None:
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2021-Q1"), "Встреча", "kz", day=date(2021, 2, 1))
    text = text_of(one_page(dossier("kz", date(2021, 1, 1), date(2021, 12, 31)))[0])
    assert "Проведено мероприятий за период – 1." in text
    assert "01.02.2021 – Встреча" in text
    assert "На страницу не вошли" not in text
    assert "\n–\t\n" not in text


def test_a_long_text_ends_at_a_clause_else_at_a_word() -> None:
    assert shortened("слово") == "слово"
    assert shortened("слово " * 60) == "слово " * 49 + "слово …"
    assert shortened("слово " * 40 + "слово, " + "слово " * 40) == "слово " * 40 + "слово …"


@pytest.mark.parametrize(("words", "lines"), [(0, 1), (1, 1), (14, 1), (15, 2), (28, 2), (29, 3)])
def test_lines_are_counted_by_the_widths_of_letters(words: int, lines: int) -> None:
    """«Губернатор» and its space are 5.2 em wide, a line of 76 em holds fourteen."""
    assert set_lines(" ".join(["Губернатор"] * words), 76 * 12 / 72 * 25.4, 12) == lines
