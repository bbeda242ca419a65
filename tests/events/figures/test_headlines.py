"""The sentence over a chart says what its numbers say, in Russian that agrees."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from agreements.models import Department
from coopregistry.models import User
from events.figures.headlines import EVENTS, agreed, more_lines
from events.figures.short_labels import short_department, short_sphere, where_of_sphere
from events.models import Section, Sphere
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report
from tests.events.figures.scopes import figures

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "short", "where"),
    [
        ("Сотрудничество в сфере культуры и туризма", "культура и туризм", "в сфере культуры и туризма"),
        ("Сотрудничество в социальной сфере", "социальная сфера", "в социальной сфере"),
        ("Сотрудничество в сфере общественных связей", "общественные связи", "в сфере общественных связей"),
        (
            "Сотрудничество в сфере физической и духовной культуры",
            "в сфере физической и духовной культуры",
            "в сфере физической и духовной культуры",
        ),
        ("Общие направления", "общие направления", "в разделе «Общие направления»"),
    ],
)
def test_a_sphere_is_named_shortly(name: str, short: str, where: str) -> None:
    assert (short_sphere(name), where_of_sphere(name)) == (short, where)


def test_a_department_is_named_without_its_region() -> None:
    for name, short in (
        ("Министерство спорта Смоленской области", "Министерство спорта"),
        ("Департамент Смоленской области по культуре", "Департамент по культуре"),
    ):
        assert short_department(name, "Смоленской области") == short


def test_numbers_agree() -> None:
    assert [agreed(number, EVENTS).replace("\xa0", " ") for number in (1, 3, 11, 21, 1005)] == [
        *("1 мероприятие", "3 мероприятия", "11 мероприятий", "21 мероприятие", "1 005 мероприятий")
    ]
    assert (more_lines("partner", 0), more_lines("partner", 2)) == ("", "и еще 2\xa0партнера – в таблице")


def make_year() -> None:
    """Of 2021 there are the reports of two quarters, of 2020 none."""
    culture, sport = (
        Sphere.objects.create(name=f"Сотрудничество в сфере {what}") for what in ("ремесел", "шахмат")
    )
    department = Department.objects.create(name="Министерство пробы", genitive="Министерства пробы")
    for code, day, spheres in (
        ("2021-Q1", date(2021, 2, 2), [culture]),
        ("2021-Q2", date(2021, 5, 5), [culture, sport, culture]),
    ):
        told = report(Kind.INTERNATIONAL_REPORT, code)
        for number, sphere in enumerate(spheres):
            section, _made = Section.objects.get_or_create(report=told, title=sphere.name, sphere=sphere)
            make_entry(
                told, f"Встреча {code} {number}", "by", day=day, section=section, department=department
            )
    make_entry(told, "Встреча без органа", "by", day=date(2021, 5, 6))


def test_headlines_are_said_from_the_data() -> None:
    make_year()
    found = figures("period=2021", coordinator())
    said = {
        slug: found.chart(slug).headline.replace("\xa0", " ")
        for slug in ("quarter-events", "quarter-people", "sphere", "department", "partner")
    }
    lacking = "За III и IV кварталы документов нет."
    assert said == {
        "quarter-events": "По имеющимся документам: 5 мероприятий; больше всего мероприятий – "
        f"во II квартале (4). {lacking}",
        "quarter-people": "По имеющимся документам: участников в документах периода нет. "
        f"{lacking.replace('документов', 'отчетов')}",
        "sphere": "По имеющимся документам больше всего мероприятий – в сфере ремесел: 3 из 4 (75 %), "
        "далее – в сфере шахмат (1). Без указания сферы: 1.",
        "department": "По имеющимся документам больше всего мероприятий – у Министерства пробы: "
        "4 из 4 (100 %). "
        "Без указания исполнительного органа: 1.",
        "partner": "По имеющимся документам все мероприятия – с Республикой Беларусь (5).",
    }
    assert found.chart("quarter-events").series == (("2021", (1, 4, None, None)),)


def test_a_chart_is_a_file_of_its_own() -> None:
    make_year()
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))
    page = client.get(reverse("events:dashboard"), {"period": "2021"})
    response = client.get(reverse("events:figures_chart", args=["sphere"]), {"period": "2021"})
    picture = etree.fromstring(response.content)
    words = " ".join(picture.itertext())
    assert response["Content-Type"] == "image/svg+xml"
    for said in ("больше всего мероприятий", "ремесла", "Источник: реестр", "I, II кварталы 2021 года"):
        assert (said, said in words) == (said, True)
    assert page.content.decode().count("<svg xmlns") == 2 * 6  # each for a wide and for a narrow place
    assert client.get(reverse("events:figures_chart", args=["x"]), {"period": "2021"}).status_code == 404
