"""The command that prints a register, on the real reports and on rows that tell of one meeting twice."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from events.models import Entry, Meeting
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.real import REAL, needs_real

from .annotated_rows import REAL_REPORTS, REGISTERS, AnnotatedRow, real_rows
from .reports import MEETING, report_of_rows

pytestmark = pytest.mark.django_db

ARGUMENTS = {
    "international-report-2023-Q2": ("international_report", "2023-Q2"),
    "international-report-2024-Q4": ("international_report", "2024-Q4"),
    "agreements-report-2020-Q4": ("agreements_report", "2020-Q4"),
}


def printed(register: str, kind: str, period: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("export_register", register, kind, period, "--json", stdout=out)
    told: list[dict[str, Any]] = json.loads(out.getvalue())
    return told


@needs_real
@pytest.mark.parametrize("report", REAL_REPORTS)
def test_registers_of_real_reports_hold_what_their_rows_tell(report: str) -> None:
    import_document(Upload(name=f"{report}.txt", data=(REAL / f"{report}.txt").read_bytes()))
    rows: list[AnnotatedRow] = list(real_rows(report))
    for register in REGISTERS:
        told = printed(register, *ARGUMENTS[report])
        required = [
            (one["row"], one["kind"])
            for row in rows
            for one in row.expected[register]
            if not one.get("optional")
        ]
        assert set(required) <= {(one["row"], one["kind"]) for one in told}


def test_a_meeting_in_the_shape_of_the_command() -> None:
    report_of_rows(MEETING)
    (told,) = printed("meetings", "international_report", "2031-Q1")
    assert told == {
        "row": 1,
        "date": "2031-02-05",
        "end": "2031-02-05",
        "where": "г. Смоленск",
        "kind": "meeting",
        "home_level": "head_of_region",
        "partner_level": "ambassador",
        "home": [{"post": "Губернатор Смоленской области", "name": "В.В. Выдумов"}],
        "partner": [
            {
                "post": "Чрезвычайный и Полномочный Посол Республики Армения в Российской Федерации",
                "name": "А.А. Небывалян",
                "of": "Республика Армения",
            }
        ],
        "third": [],
        "size": None,
        "subject": "вопросы поставок льна",
        "phrase": "Встреча Губернатора Смоленской области В.В. Выдумова с Чрезвычайным и Полномочным Послом "
        "Республики Армения в Российской Федерации А.А. Небываляном",
        "certain": True,
    }


def test_one_meeting_told_by_two_rows_of_an_event_counts_once() -> None:
    report_of_rows(MEETING, MEETING)
    assert Entry.objects.values("event").distinct().count() == 1  # the matcher is sure of equal rows
    assert len(printed("meetings", "international_report", "2031-Q1")) == 1
    assert Meeting.objects.count() == 2
