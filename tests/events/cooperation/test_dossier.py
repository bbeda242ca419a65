"""The dossier as a paper: its order, what it holds, what never stands in it."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import translation
from docx import Document
from docx.oxml.ns import qn

from agreements.models import Department, Partner
from coopregistry import roles
from events.cooperation.dossier.full import full_paper
from events.cooperation.dossier.names import paper_without_names
from events.cooperation.dossier.one_page import one_page
from events.cooperation.dossier.wording import healed, when
from events.cooperation.partner_events import PartnerEvent
from events.entries.governing import govern
from events.exports.page_style import Properties
from events.exports.paper import Paper, TableBlock, write_paper
from events.models import Entry, EntryPartner, PartnerFacts, Result
from events.results.control import decide
from events.results.lines import heads_of
from events.vocabulary import ControlState, Kind, PartnerRole
from tests.events.cooperation.dossiers import (
    FULL_STYLE,
    dossier,
    headings_of,
    settle,
    text_of,
    ticked,
    written,
)
from tests.events.cooperation.world import agreement, make_entry, report, some_cooperation, user_of
from tests.events.meetings.reports import MEETING, RECEPTION, TRIP, report_of_rows


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


@pytest.mark.django_db
def test_the_title_says_with_whom_and_when() -> None:
    assert dossier().title == (
        "СПРАВКА",
        "о сотрудничестве Смоленской области с Республикой Беларусь",
        "за период с 1 января 2031 года по 31 декабря 2031 года",
    )


@pytest.mark.django_db
def test_parts_stand_in_the_order_of_a_protocol_officer() -> None:
    report_of_rows(MEETING, TRIP)
    make_entry(report(Kind.INTERNATIONAL_PLAN, "2031-H1"), "Выставка", "am", day=date(2031, 5, 5))
    agreement("Соглашение о дружбе", "am", number="7", signed_on=date(2030, 3, 1))
    armenia = Partner.objects.get(code="am")
    for kind in PartnerFacts.Kind:
        PartnerFacts.objects.create(
            partner=armenia, kind=kind, text=f"Сведения {kind}.", as_of=date(2031, 1, 9), source="Сводка"
        )
    line = next(line for line in heads_of(Result.objects.all()) if "ярмарку" in line.title)
    decide(
        line,
        ControlState.UNDER_WAY,
        department=Department.objects.create(name="Министерство образцов"),
        due=date(2031, 6, 1),
        basis="Поручение № 5",
        user=user_of(roles.COORDINATOR),
    )
    settle()
    paper = full_paper(ticked(dossier("am"), prepared_by="Образцова И.И., 00-00-00"))
    assert headings_of(paper) == [
        "Общие сведения",
        "Договорно-правовая база",
        "Торгово-экономическое сотрудничество",
        "Визиты и встречи",
        "Договоренности и их исполнение",
        "Сотрудничество по сферам и регионам партнера",
        "Планы",
        "Проблемные вопросы и предложения",
        "На чем основано",
    ]
    text = text_of(paper)
    for expected in (
        "Сведения trade.",
        "(по состоянию на 9 января 2031 года; источник: Сводка)",
        "№ 7 от 01.03.2030",
        "Глава региона – 5 февраля 2031 года, встреча: Губернатор Смоленской области В.В. Выдумов – "
        "Чрезвычайный и Полномочный Посол Республики Армения в Российской Федерации А.А. Небывалян",
        "на исполнении, срок – 01.06.2031\nМинистерство образцов\nПоручение № 5",
        "Встреч и переговоров – 2, визитов и командировок – 1, достигнуто договоренностей – 1.",
        "Подготовил: Образцова И.И., 00-00-00.",
    ):
        assert expected in text
    short, _style = one_page(ticked(dossier("am"), prepared_by="Образцова И.И."))
    assert "на исполнении, срок – 01.06.2031" in text_of(short)
    nameless = text_of(paper_without_names(paper, dossier("am")))
    assert "Небывалян" not in nameless
    assert "Выдумов" not in nameless


@pytest.mark.django_db
def test_planted_faults_do_not_appear() -> None:
    """A past plan, a row without dates, guests of a forum beside the size of a delegation."""
    report_of_rows(RECEPTION)
    settle()
    past = make_entry(report(Kind.INTERNATIONAL_PLAN, "2025-H1"), "Забытый смотр", "by", day=date(2025, 5, 5))
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Сход без даты", "by")
    make_entry(report(Kind.INTERNATIONAL_PLAN, "2031-H1"), "Слет", "by", day=date(2031, 5, 5))
    whole = dossier()
    papers = [text_of(full_paper(whole)), text_of(one_page(whole)[0])]
    assert [text.count("делегация – 15 чел.") for text in papers] == [1, 1]
    for text in papers:
        assert "Слет" in text
        assert "Сход без даты" not in text
        assert past.event.title not in text
        assert "делегация – 1" not in text.replace("делегация – 15 чел.", "")
    assert [one.text for one in whole.unsettled if "Сход" in one.text] == ["Сход без даты"]


@pytest.mark.django_db
def test_a_past_plan_stands_apart_and_only_by_name() -> None:
    entry = make_entry(report(Kind.INTERNATIONAL_PLAN, "2025-H1"), "Смотр", "by", day=date(2025, 5, 5))
    whole = dossier(start=date(2025, 1, 1), end=date(2025, 12, 31))
    assert [event.pk for event in whole.unreported] == [entry.event_id]
    assert whole.ahead == []
    assert "05.05.2025 – Смотр" in text_of(full_paper(whole))
    short = text_of(one_page(whole)[0])
    assert "Смотр" not in short
    assert "На страницу не вошли: прошедшие планы без отчета – 1." in short


@pytest.mark.django_db
def test_a_row_without_its_tick_leaves_the_lists_and_not_the_figures() -> None:
    made = some_cooperation()
    whole = dossier()
    less = ticked(whole, without=(str(made["unplanned"].event_id),))
    assert "Прием делегации мастеров" in text_of(full_paper(whole))
    text = text_of(full_paper(less))
    assert "Прием делегации мастеров" not in text
    assert "Мероприятий за период – 4, из них проведено – 2, было запланировано – 3, отменено – 1." in text
    assert "Участников – не менее 1 500 (по 1 строке из 2)." in text
    assert "В перечни включено 2 из 4." in text  # a cancelled one stands in no list


@pytest.mark.django_db
def test_no_events_are_said_in_words() -> None:
    text = text_of(full_paper(dossier()))
    assert "Мероприятий в реестре нет." in text
    assert "Соглашения в реестре не значатся." in text


@pytest.mark.django_db
def test_of_a_row_with_several_partners_only_meetings_of_the_one_are_told() -> None:
    report_of_rows(MEETING)
    settle()
    entry = Entry.objects.get()
    EntryPartner.objects.create(
        entry=entry, partner=Partner.objects.get(code="kz"), role=PartnerRole.PARTICIPANT
    )
    govern([entry.event])
    assert [len(dossier(code).held) for code in ("am", "kz")] == [1, 1]
    assert [len(dossier(code).contacts) for code in ("am", "kz")] == [1, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Межрегиональ-ный  форум", "Межрегиональный форум"),
        ("научно- техническом\nсотрудничестве", "научно-техническом сотрудничестве"),
        ("научно-практическая конференция", "научно-практическая конференция"),
        ("г. Могилев, Республика Беларусь, ", "г. Могилев, Республика Беларусь"),
    ],
)
def test_words_are_healed(text: str, expected: str) -> None:
    assert healed(text) == expected


def event(dates: str, start: date, end: date, precision: str) -> PartnerEvent:
    known = {"planned": False, "held": True, "cancelled": False, "participants": None, "bound": ""}
    names = {"pk": 1, "title": "", "place": "", "department": ""}
    span = {"moment": start, "until": end, "start": start, "end": end, "precision": precision}
    return PartnerEvent(dates=dates, **names, **span, **known)


@pytest.mark.parametrize(
    ("dates", "span", "precision", "expected"),
    [
        ("26-28 ноября", ((11, 26), (11, 28)), "day", "26-28 ноября 2020 года"),
        ("12 декабря  2020 года", ((12, 12), (12, 12)), "day", "12 декабря 2020 года"),
        ("октябрь", ((10, 1), (10, 31)), "month", "октябрь 2020 года"),
        ("В течение всего периода", ((10, 1), (12, 31)), "period", "IV квартал 2020 года"),
    ],
)
def test_every_date_has_its_year(dates: str, span: tuple, precision: str, expected: str) -> None:
    first, last = (date(2020, *day) for day in span)
    assert when(event(dates, first, last, precision)) == expected


def test_no_row_is_torn_over_pages_unless_it_is_higher_than_one() -> None:
    rows = tuple(("1.", "слово " * words) for words in (1, 150, 3000))
    table = TableBlock(headings=("№", "Мероприятие"), rows=rows, widths=(20, 150))
    document = Document(BytesIO(written(Paper(title=("СПРАВКА",), blocks=(table,)))))
    marks = [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None
        for row in document.tables[0].rows
    ]
    assert marks == [True, True, True, False]


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = Paper(title=("СПРАВКА",), blocks=())
    one, two = BytesIO(), BytesIO()
    for out in (one, two):
        write_paper(paper, out, page_style=FULL_STYLE, properties=Properties())
    assert one.getvalue() == two.getvalue()
