"""What a leader sees first: what lies ahead, terms, silence, and what that silence is worth."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, AgreementParty, Department, Partner
from coopregistry.models import User
from events.access import Access
from events.home.coming import coming
from events.home.overview import overview
from events.models import Event
from events.vocabulary import Kind, Precision
from tests.events.cooperation.world import coordinator, make_entry, report, unfinished, viewer

pytestmark = pytest.mark.django_db


def day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def make_world() -> None:
    plan = report(Kind.INTERREGIONAL_PLAN, f"{timezone.localdate().year + 1}-H1")
    for title, first, last, precision in (
        ("Завтрашняя ярмарка", 1, 1, Precision.DAY),
        ("Встреча месяца", -3, 20, Precision.MONTH),
        ("Встречи полугодия", -60, 120, Precision.HALF_YEAR),
        ("Далекая ярмарка", 60, 60, Precision.DAY),
    ):
        entry = make_entry(plan, title, "ru-32", day=day(first))
        span = {"start": day(first), "end": day(last)}
        planned = {f"planned_{name}": value for name, value in span.items()}
        Event.objects.filter(pk=entry.event_id).update(**span, **planned, precision=precision)
    draft = make_entry(plan, "Черновик", "by", day=day(2), department=Department.objects.create(name="Орган"))
    unfinished(plan, draft)
    old = report(Kind.INTERREGIONAL_REPORT, "2019-Q1")
    for number in range(3):
        make_entry(old, f"Выставка {number}", "ru-77", day=date(2019, 2, 1 + number))
    for code, days in (("ru-40", 30), ("ru-69", 200)):
        agreement = Agreement.objects.create(title=f"Соглашение {code}", valid_until=day(days))
        AgreementParty.objects.create(agreement=agreement, partner=Partner.objects.get(code=code))


def test_what_lies_ahead_is_told_by_how_well_its_day_is_known() -> None:
    make_world()
    found = coming(viewer(), day(0), day(30))
    assert [row.title for row in found.dated] == ["Завтрашняя ярмарка"]
    assert [row.title for row in found.vague] == ["Встреча месяца"]
    assert (found.endless, len(found)) == (1, 3)
    assert [row.title for row in coming(coordinator(), day(0), day(30)).dated] == [
        "Завтрашняя ярмарка",
        "Черновик",
    ]


def test_silence_and_terms() -> None:
    make_world()
    found = overview(viewer(), timezone.localdate())
    assert [(one.partner.code, one.last, one.has_agreement) for one in found.quiet] == [
        ("ru-40", None, True),
        ("ru-69", None, True),
        ("ru-77", date(2019, 2, 3), False),
    ]
    assert not found.silence.has_reports
    assert [term.agreement.title for term in found.ending] == ["Соглашение ru-40"]
    make_entry(report(Kind.INTERREGIONAL_REPORT, "2019-Q2"), "Свежая выставка", "ru-77", day=day(-5))
    assert [one.partner.code for one in overview(viewer(), timezone.localdate()).quiet] == ["ru-40", "ru-69"]


def test_the_page_asks_first_and_costs_the_same(django_assert_max_num_queries) -> None:
    make_world()
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))
    client.get(reverse("home"))
    with django_assert_max_num_queries(55):
        page = client.get(reverse("home")).content.decode()
    assert page.index("Завтрашняя ярмарка") < page.index('id="quiet"') < page.index('id="basis"')
    assert "Далекая ярмарка" not in page


def test_a_clerk_has_no_overview() -> None:
    make_world()
    nobody = Access.of(User.objects.create_user("nobody"))
    assert overview(nobody, timezone.localdate()).quiet == []


def test_what_a_report_tells_before_its_day_still_lies_ahead() -> None:
    """The tile, the list beside it and the event list agree."""
    told = report(Kind.INTERNATIONAL_REPORT, "2019-Q4")
    early = make_entry(told, "Ранняя ярмарка", "by", day=day(20)).event
    make_entry(told, "Прошлая ярмарка", "by", day=day(-20))
    found = coming(viewer(), day(0), day(30))
    assert [(row.title, row.outcome) for row in found.dated] == [
        ("Ранняя ярмарка", "в отчете проведено, но срок не наступил: проверьте")
    ]
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))
    listed = client.get(f"{reverse('events:events')}?{found.query}").context["page_obj"].object_list
    assert [row.pk for row in listed] == [early.pk]
    page = client.get(reverse("events:event", args=[early.pk])).content.decode()
    assert "в отчете проведено, но срок не наступил: проверьте" in page


def test_nothing_under_control_is_said_as_that() -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))
    page = client.get(reverse("home")).content.decode()
    assert "договоренностей на контроле" in page
    assert "с истекшим сроком" not in page
