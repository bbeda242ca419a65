"""Each document of `cases/reading` says what its author means, or is asked about."""

import json
from typing import Any

import pytest

from agreements.models import Agreement, Department
from events.entries.saving import read_cells
from events.models import Entry, Report
from events.period import Period
from events.phrases.values import Values
from events.vocabulary import Kind
from importers.cli_output import outcome
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.importing import import_document, preview
from importers.resolving.resolution import Resolution
from tests.cases import case, needs_cases

pytestmark = [pytest.mark.django_db, needs_cases]

PSKOV, SMOLENSK, TVER, CHUVASHIA = "ru-60", "ru-67", "ru-69", "ru-21"
KHABAROVSK, KALININGRAD = "ru-27", "ru-39"


@pytest.fixture
def home(settings: Any) -> Any:
    def at(code: str) -> None:
        settings.HOME_SUBJECT = code

    at(PSKOV)
    return at


def upload(name: str) -> Upload:
    path = case(name)
    return Upload(name=path.name, data=path.read_bytes())


def read(name: str, target: Target | None = None) -> Resolution:
    return preview(upload(name), target)


def load(name: str) -> Resolution:
    return import_document(upload(name))[0]


def about(resolution: Resolution) -> tuple[Kind, str]:
    return resolution.subject.kind, resolution.subject.period.code


def rows_of(resolution: Resolution) -> list[dict[str, Any]]:
    return outcome("", "imported", resolution)["rows"]


def days(resolution: Resolution) -> list[tuple[str, str]]:
    return [(row["start"], row["end"]) for row in rows_of(resolution)]


def codes(resolution: Resolution) -> set[str]:
    return {issue.code for issue in resolution.all_issues}


@pytest.mark.usefixtures("home")
def test_02_months_are_periods_of_their_own() -> None:
    assert about(load("02a")) == (Kind.INTERNATIONAL_PLAN, "2024-07")
    august = load("02b")
    assert (about(august), august.missing) == ((Kind.INTERNATIONAL_PLAN, "2024-08"), [])
    assert sorted(Report.objects.values_list("period_code", flat=True)) == ["2024-07", "2024-08"]
    assert Entry.objects.count() == 3


def test_03_a_title_that_names_one_department_is_about_its_rows_alone(home: Any) -> None:
    home(SMOLENSK)
    load("03a")
    sport = load("03b")
    assert (about(sport), sport.missing) == ((Kind.INTERNATIONAL_REPORT, "2024-Q2"), [])
    assert Report.objects.count() == 1
    of = {entry.cells["title"]: entry.department.name for entry in Entry.objects.select_related("department")}
    assert of == {
        "Фестиваль": "Министерство культуры и туризма Смоленской области",
        "Выставка": "Министерство культуры и туризма Смоленской области",
        "Турнир": "Министерство спорта Смоленской области",
    }


def test_04a_the_plan_of_one_agreement(home: Any) -> None:
    home(CHUVASHIA)
    plan = load("04a")
    assert about(plan) == (Kind.INTERNATIONAL_PLAN, "2024..2026")
    report = Report.objects.get()
    assert (report.agreement, report.partner and report.partner.name) == (Agreement.objects.get(), "Беларусь")
    assert [row["countries"] for row in rows_of(plan)] == [["Беларусь"]] * 4
    assert days(plan) == [
        ("2024-01-01", "2026-12-31"),
        ("2024-01-01", "2026-12-31"),
        ("2025-07-01", "2025-09-30"),
        ("2024-07-01", "2025-07-31"),
    ]
    assert load("04a").changes_nothing


@pytest.mark.usefixtures("home")
def test_04c_the_protocol_of_measures_of_two_regions() -> None:
    plan = read("04c")
    assert about(plan) == (Kind.INTERREGIONAL_PLAN, "2023..2025")
    assert [row["subjects"] for row in rows_of(plan)] == [["Амурская область"]] * 3
    assert [heading.text for heading in plan.document.headings][3:] == [
        "Исполнители\nот Псковской области",
        "Исполнители\nот Амурской области",
    ]


@pytest.mark.usefixtures("home")
def test_04d_a_table_without_title_is_what_a_person_says() -> None:
    plan = read("04d", Target(kind=Kind.INTERNATIONAL_PLAN, period=Period(2025)))
    assert about(plan) == (Kind.INTERNATIONAL_PLAN, "2025")
    assert [row["foreign_regions"] for row in rows_of(plan)] == [["Витебская область"]]


@pytest.mark.usefixtures("home")
def test_08_a_month_may_be_the_heading_of_its_days() -> None:
    plan = load("08")
    assert days(plan) == [
        ("2025-01-15", "2025-01-17"),
        ("2025-01-03", "2025-01-06"),
        ("2025-02-01", "2025-02-28"),
        ("2025-02-22", "2025-02-22"),
        ("2025-01-01", "2025-12-31"),
    ]
    sections = Report.objects.get().sections.order_by("order")
    assert [(section.title, section.sphere, section.period_code) for section in sections] == [
        ("ЯНВАРЬ", None, "2025-01"),
        ("ФЕВРАЛЬ", None, "2025-02"),
        ("В течение года", None, "2025"),
    ]


@pytest.mark.usefixtures("home")
def test_09_numbers_of_headings_are_no_part_of_names() -> None:
    load("09a")
    load("09b")
    names = Department.objects.filter(name__contains="Псковской").values_list("name", flat=True)
    assert sorted(names) == [
        "Комитет по делам молодежи Псковской области",
        "Комитет по спорту Псковской области",
        "Министерство культуры Псковской области",
    ]


def test_10a_the_agreement_of_the_title_holds_for_all_rows(home: Any) -> None:
    home(TVER)
    report = load("10a")
    assert about(report) == (Kind.AGREEMENTS_REPORT, "2024")
    assert [row["subjects"] for row in rows_of(report)] == [["Смоленская область"]] * 3
    assert {entry.agreement for entry in Entry.objects.all()} == {Agreement.objects.get()}


@pytest.mark.usefixtures("home")
def test_10c_the_partner_of_a_heading_holds_for_its_rows() -> None:
    plan = load("10c")
    belarus, china, uzbekistan = ["Беларусь"], ["Китай"], ["Узбекистан"]
    assert [row["countries"] for row in rows_of(plan)] == [belarus, belarus, china, china, uzbekistan]
    sections = Report.objects.get().sections.order_by("order")
    assert [section.partner and section.partner.code for section in sections] == ["by", "cn", "uz"]


@pytest.mark.usefixtures("home")
def test_12_a_plan_of_two_russian_regions_is_interregional() -> None:
    plan = read("12")
    assert about(plan) == (Kind.INTERREGIONAL_PLAN, "2024")
    assert [row["subjects"] for row in rows_of(plan)] == [["Тверская область"]] * 2


@pytest.mark.usefixtures("home")
def test_14_planned_rows_of_a_report_are_said() -> None:
    report = read("14")
    said = [issue.found for issue in report.issues if issue.code == "planned-in-report"]
    assert said == ["2. Мероприятия, планируемые во II полугодии 2024 года"]
    assert "new-sphere" not in codes(report)


@pytest.mark.usefixtures("home")
def test_15_invisible_signs_are_no_part_of_a_number() -> None:
    assert [row.row.number for row in read("15").rows] == [1, 2]


def test_06_dates_may_begin_and_end_in_two_columns(home: Any) -> None:
    home(KHABAROVSK)
    plan = read("06")
    assert about(plan) == (Kind.INTERNATIONAL_PLAN, "2025")
    assert days(plan) == [
        ("2025-03-12", "2025-03-14"),
        ("2025-06-01", "2025-08-30"),
        ("2025-09-05", "2025-09-05"),
    ]


@pytest.mark.usefixtures("home")
def test_07a_begin_and_end_may_stand_under_one_heading() -> None:
    plan = load("07a")
    assert days(plan) == [("2024-05-15", "2024-05-17"), ("2024-09-01", "2024-09-30")]
    entry = Entry.objects.get(cells__title="Дни Псковской области в г. Витебске")
    assert read_cells(entry.report, entry.cells, entry.section, entry.extra).dates.end == entry.end


def test_11_a_column_gives_each_row_its_department(home: Any) -> None:
    home(KALININGRAD)
    load("11")
    entries = Entry.objects.exclude(cells__title="Спартакиада").select_related("department").order_by("order")
    assert [entry.department.name for entry in entries] == [
        "Министерство экономического развития",
        "Министерство по культуре и туризму",
        "Министерство по культуре и туризму",
    ]
    assert [str(entry.start) for entry in entries] == ["2024-06-05", "2024-05-17", "2024-04-01"]
    places = [Values.from_json(entry.recognised).place for entry in entries]
    assert [place.codes[:1] for place in places] == [("ru-78",), ("ru-39-kaliningrad",), ()]


def expected(name: str) -> list[dict[str, Any]]:
    (path,) = case(name).parent.glob(f"{name}_*.expected.json")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", ["01", "18", "20"])
def test_phrases_are_read_as_their_readers_read_them(name: str) -> None:
    rows, told = rows_of(read(name)), expected(name)
    keys = [key for key in told[0] if key not in ("row", "title", "text")]
    sure = [one for one in told if "or null" not in str(one)]  # readers may differ about the others
    assert [{key: rows[one["row"] - 1][key] for key in keys} for one in sure] == [
        {key: one.get(key) for key in keys} for one in sure
    ]


def test_05a_bare_figures_count_people(home: Any) -> None:
    home("ru-16")
    counts = [(row["participants_count"], row["participants_bound"]) for row in rows_of(read("05a"))]
    assert counts == [(50, "exact"), (150, "at_least"), (8, "exact"), (1200, "exact"), (120, "exact")]


@pytest.mark.usefixtures("home")
def test_22_a_place_in_the_partner_country_is_no_mismatch() -> None:
    report = read("22")
    mismatches = [row.row.number for row in report.rows for issue in row.issues if "mismatch" in issue.code]
    assert mismatches == [13]
    regions = {row["number"]: row["foreign_regions"] for row in rows_of(report)}
    assert (regions[3], regions[4], regions[10]) == (
        ["Актюбинская область"],
        ["Западно-Казахстанская область"],
        ["Хэйлунцзян"],
    )
