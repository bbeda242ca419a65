"""A registry of another region is that region's: a republic, a territory and a city, each by its own file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Department, Partner, Succession
from agreements.reference import load as partners_and_bodies
from coopregistry.models import ReferenceLoad, User
from events.models import Sphere
from events.period import Period
from events.reference import load as spheres
from events.reports.opening import default_deadline, departments_in_force, open_report
from events.vocabulary import Kind
from importers.cli_output import outcome
from importers.documents.upload import Upload
from importers.importing import preview
from tests.importers.dumps import dump, plan_row

pytestmark = pytest.mark.django_db

REPUBLIC, TERRITORY, CITY, NONE = "ru-16", "ru-23", "ru-78", "ru-27"
HERE = Path(__file__).parent


@pytest.fixture
def kept_by(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """The registry as `migrate` leaves it in an empty database of that region."""

    # Those of the test's database: they are the same for every region.
    monkeypatch.setattr(partners_and_bodies, "_load_partners", lambda: [])

    def start(code: str) -> None:
        path = HERE / f"{code}.toml"
        settings.HOME_SUBJECT, settings.REGION_FILE = code, str(path) if path.exists() else ""
        for model in (Succession, Department, Sphere):
            model.objects.all().delete()
        ReferenceLoad.objects.all().delete()
        partners_and_bodies.load()
        spheres.load()

    return start


@pytest.mark.parametrize(
    ("region", "cases", "of_region"),
    [
        (
            REPUBLIC,
            {
                "prime-minister": "Кабинетом Министров Республики Татарстан",
                "ministry-culture": "Министерством культуры Республики Татарстан",
                "committee-tourism": "Государственным комитетом Республики Татарстан по туризму",
                "commissioner-children": "Уполномоченным по правам ребенка в Республике Татарстан",
            },
            "Республики Татарстан",
        ),
        (
            TERRITORY,
            {
                "administration": "Администрацией Краснодарского края",
                "government": "Правительством Краснодарского края",
                "ministry-resorts": "Министерством курортов и туризма Краснодарского края",
            },
            "Краснодарского края",
        ),
        (
            CITY,
            {
                "committee-external": "Комитетом по внешним связям Санкт-Петербурга",
                "inspection-monuments": "Государственной инспекцией Санкт-Петербурга по охране памятников",
                "district-admiralty": "Администрацией Адмиралтейского района Санкт-Петербурга",
            },
            "Санкт-Петербурга",
        ),
    ],
)
def test_bodies_documents_and_pages_are_the_regions_own(
    kept_by: Callable[[str], None], client: Client, region: str, cases: dict[str, str], of_region: str
) -> None:
    kept_by(region)
    assert dict(Department.objects.values_list("code", "instrumental")) == cases
    kind = Kind.INTERNATIONAL_REPORT
    report = open_report(kind, Period(2031, "Q1"), deadline=None, departments=departments_in_force())
    assert f"исполнительными органами\n{of_region} и подведомственными" in report.title
    client.force_login(User.objects.create_superuser("administrator"))
    addresses = [
        reverse(name) for name in ("home", "events:report_open", "events:events", "events:agreements")
    ]
    addresses.append(reverse("events:report", args=[report.pk]))
    pages = [client.get(address).content.decode() for address in addresses]
    own = [*Department.objects.values_list("name", flat=True), *Sphere.objects.values_list("name", flat=True)]
    # In a list of partners it is one of them.
    said = [line for line in "\n".join([report.title, *own, *pages]).splitlines() if "<option" not in line]
    assert [line for line in said if "моленск" in line] == []


@pytest.mark.parametrize("region", [REPUBLIC, TERRITORY, CITY])
def test_a_plan_of_the_regions_bodies_is_read(kept_by: Callable[[str], None], region: str) -> None:
    """By their names and spellings, and its own towns are no partner."""
    kept_by(region)
    body = Department.objects.earliest("pk")
    capital = Partner.objects.get(code=region).capital or Partner.objects.get(code=region).name
    sections = [(body.name, [plan_row("Ярмарка", place=f"г. {capital}"), plan_row("Выставка")])]
    rows = outcome("", "read", preview(Upload(name="plan.txt", data=dump(sections))))["rows"]
    assert [(row["section"], row["subjects"]) for row in rows] == [(body.name, ["Тверская область"])] * 2


def test_a_later_edit_of_the_file_adds_what_is_new_and_keeps_what_people_edited(
    kept_by: Callable[[str], None], settings: Any, tmp_path: Path
) -> None:
    kept_by(REPUBLIC)
    tourism = Department.objects.get(code="committee-tourism")
    tourism.short_name = "Госкомтуризм"
    tourism.save()
    own = Department.objects.create(name="Аппарат Раиса Республики Татарстан")
    added = '[[departments]]\ncode = "staff"\nname = "Аппарат Раиса Республики Татарстан"\n'
    changed = tmp_path / "region.toml"
    changed.write_text((HERE / "ru-16.toml").read_text(encoding="utf-8") + added, encoding="utf-8")
    settings.REGION_FILE = str(changed)
    partners_and_bodies.load()
    own.refresh_from_db()
    tourism.refresh_from_db()
    assert (own.code, own.genitive, tourism.short_name) == (
        "staff",
        "Аппарата Раиса Республики Татарстан",
        "Госкомтуризм",
    )


def test_without_a_file_there_are_no_bodies_and_no_spheres(kept_by: Callable[[str], None]) -> None:
    kept_by(NONE)
    assert (Department.objects.count(), Sphere.objects.count()) == (0, 0)
    assert Partner.objects.filter(kind=Partner.Kind.SUBJECT).count() == 89


def test_terms_and_successions_are_the_regions(kept_by: Callable[[str], None]) -> None:
    kept_by(REPUBLIC)
    assert default_deadline(Kind.INTERNATIONAL_PLAN, Period(2031)) == date(2030, 12, 17)
    kept_by(TERRITORY)
    assert default_deadline(Kind.INTERNATIONAL_PLAN, Period(2031)) == date(2030, 12, 22)
    in_force = departments_in_force(date(2031, 3, 1)), departments_in_force(date(2031, 3, 2))
    assert [sorted(one.code for one in bodies)[0] for bodies in in_force] == ["administration", "government"]
