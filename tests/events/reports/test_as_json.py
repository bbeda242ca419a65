"""The JSON of a report: its rows as the commands print them, corrected, numbered and with their partners."""

from datetime import date

import pytest
from django.utils import timezone

from agreements.models import Partner
from events.models import Entry, EntryPartner, Event, Finding, Report, Section
from events.reports.as_json import report_json
from events.vocabulary import Kind, PartnerRole, Role, SectionBasis, Severity

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return Report.objects.create(
        kind=Kind.INTERREGIONAL_REPORT,
        period_code="2030-Q4",
        basis=SectionBasis.DEPARTMENT,
        title="Пробный отчёт",
        headings=[["№", "number"], ["Мероприятие", "title"], ["Примечание", None]],
        notes=["Сроки могут уточняться."],
    )


def entry(report: Report, order: int, section: Section | None = None, **values: object) -> Entry:
    event = Event.objects.create(title=f"Встреча {order}")
    return Entry.objects.create(report=report, section=section, order=order, event=event, **values)


def test_rows_without_a_section_come_first_as_they_are_printed(report: Report) -> None:
    second = Section.objects.create(report=report, title="Второй", order=2)
    first = Section.objects.create(report=report, title="Первый", order=1)
    entry(report, 1, second, cells={"title": "C"})
    entry(report, 1, first, cells={"title": "B"})
    entry(report, 1, None, cells={"title": "A"})
    assert [row["title"] for row in report_json(report)["rows"]] == ["A", "B", "C"]


def test_a_report_and_a_row_hold_all_the_commands_print(report: Report) -> None:
    section = Section.objects.create(report=report, title="Раздел", order=1)
    row = entry(
        report,
        1,
        section,
        cells={"number": "7", "title": "Ярмарка", "participants": "около 20"},
        extra={"Примечание": "онлайн"},
        start=date(2030, 10, 1),
        end=date(2030, 10, 2),
        precision="day",
        participants_count=20,
        participants_bound="about",
        signed=True,
    )
    Finding.objects.create(
        report=report,
        entry=row,
        code="unread-dates",
        severity=Severity.WARNING,
        role=Role.DATES,
        found="осенью",
    )
    assert report_json(report) == {
        "report": {
            "kind": "interregional_report",
            "period": "2030-Q4",
            "title": "Пробный отчёт",
            "headings": ["№", "Мероприятие", "Примечание"],
            "notes": ["Сроки могут уточняться."],
        },
        "rows": [
            {
                "number": 1,
                "section": "Раздел",
                "partner": None,
                "agreement": None,
                "title": "Ярмарка",
                "dates": None,
                "place": None,
                "participants": "около 20",
                "content": None,
                "extra": {"Примечание": "онлайн"},
                "start": "2030-10-01",
                "end": "2030-10-02",
                "precision": "day",
                "subjects": [],
                "all_subjects": False,
                "countries": [],
                "foreign_regions": [],
                "mode": "in_person",
                "participants_count": 20,
                "participants_bound": "about",
                "audience_count": None,
                "signed": True,
                "agreed": False,
                "issues": [
                    {
                        "code": "unread-dates",
                        "severity": "warning",
                        "message": "Не удалось распознать сроки «осенью»; ожидается, например, "
                        f"«26-28 сентября {timezone.localdate().year} года».",
                    },
                ],
            }
        ],
    }


def test_numbers_run_in_order_of_sections_or_are_those_of_the_source(report: Report) -> None:
    second = Section.objects.create(report=report, title="Вторая", order=2)
    first = Section.objects.create(report=report, title="Первая", order=1)
    for section, order, number in ((second, 1, 9), (first, 2, 8), (first, 1, None)):
        entry(report, order, section, number=number, cells={"title": f"{section} {order}"})
    titles = ["Первая 1", "Первая 2", "Вторая 1"]
    assert [(row["title"], row["number"]) for row in report_json(report)["rows"]] == [
        *zip(titles, (1, 2, 3), strict=True)
    ]
    report.numbering = Report.Numbering.AS_WRITTEN
    assert [(row["title"], row["number"]) for row in report_json(report)["rows"]] == [
        *zip(titles, (None, 8, 9), strict=True)
    ]


def test_partners_are_listed_by_kind_and_name_and_the_mentioned_left_out(report: Report) -> None:
    row = entry(report, 1)
    roles = {
        **dict.fromkeys(("ru-40", "ru-32", "by", "by-vitebskaya"), PartnerRole.PARTNER),
        "by-vitebsk": PartnerRole.PARTNER,  # a city: said by its region alone
        "kz": PartnerRole.MENTIONED,
    }
    for code, role in roles.items():
        EntryPartner.objects.create(entry=row, partner=Partner.objects.get(code=code), role=role)
    (told,) = report_json(report)["rows"]
    assert (told["subjects"], told["countries"], told["foreign_regions"]) == (
        ["Брянская область", "Калужская область"],
        ["Беларусь"],
        ["Витебская область"],
    )


def test_the_queries_do_not_grow_and_hidden_rows_are_left_out(
    report: Report, django_assert_num_queries
) -> None:
    section = Section.objects.create(report=report, title="Раздел", order=1)
    partner = Partner.objects.get(code="ru-32")
    for order in range(1, 6):
        row = entry(report, order, section, cells={"title": f"Встреча {order}"})
        EntryPartner.objects.create(entry=row, partner=partner, role=PartnerRole.PARTNER)
        Finding.objects.create(report=report, entry=row, code="no-dates", severity=Severity.WARNING)
    with django_assert_num_queries(3):
        assert len(report_json(report)["rows"]) == 5
    with django_assert_num_queries(3):
        (told,) = report_json(report, report.entries.filter(order=4))["rows"]
    assert (told["title"], told["number"], told["subjects"]) == ("Встреча 4", 1, ["Брянская область"])
