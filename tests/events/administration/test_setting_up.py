"""A new registry is set up by its first administrator, page by page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Department
from coopregistry.models import User
from events.administration.setting_up import listed_names
from events.models import Report, Sphere
from events.vocabulary import Kind

pytestmark = pytest.mark.django_db

BODIES, SPHERES, START = (reverse(f"events:setting_up{page}") for page in ("_bodies", "_spheres", ""))
PASTED = """1. Министерство курортов и туризма Края;
2) Комитет по делам молодежи
   – Комитет по делам молодежи
"""


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("administrator"))
    return client


def test_the_first_sign_in_leads_there_until_there_is_a_document(client: Client) -> None:
    def first_sign_in(name: str) -> str:
        User.objects.create_superuser(name, password="Однажды-1", password_is_temporary=True)
        client.post(reverse("sign_in"), {"username": name, "password": "Однажды-1"})
        new = {f"new_password{number}": "Ладога-Онега-7" for number in (1, 2)}
        return client.post(reverse("password_change"), {"old_password": "Однажды-1", **new}).url

    assert first_sign_in("first") == START
    assert client.get(START).status_code == 200
    Report.objects.create(kind=Kind.INTERNATIONAL_PLAN, period_code="2031", title="План")
    client.logout()
    assert first_sign_in("second") == reverse("home")


def test_a_pasted_list_becomes_bodies_read_in_every_case(administrator: Client) -> None:
    last = Department.objects.order_by("-order")[0].order
    proof = administrator.post(BODIES, {"names": PASTED}).context["proof"]
    made = [form.initial for form in proof]
    assert [(one["name"], one["instrumental"]) for one in made] == [
        ("Министерство курортов и туризма Края", "Министерством курортов и туризма Края"),
        ("Комитет по делам молодежи", "Комитетом по делам молодежи"),
    ]
    made[1]["prepositional"] = "Комитете молодежи"
    sent: dict[str, Any] = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2}
    for number, one in enumerate(made):
        sent |= {f"form-{number}-{name}": value for name, value in one.items()}
    for _attempt in range(2):  # a double click adds nothing twice
        assert administrator.post(BODIES, sent).url == START
    added = Department.objects.filter(order__gt=last).values_list("name", "prepositional", "order")
    assert list(added) == [
        ("Министерство курортов и туризма Края", "Министерстве курортов и туризма Края", last + 10),
        ("Комитет по делам молодежи", "Комитете молодежи", last + 20),
    ]
    assert administrator.post(BODIES, {"names": PASTED}).url == START


def test_spheres_are_added_in_their_order_and_once(administrator: Client) -> None:
    Sphere.objects.all().delete()
    for _attempt in range(2):
        assert administrator.post(SPHERES, {"names": "Культура\nСпорт"}).url == START
    assert list(Sphere.objects.values_list("name", "order")) == [("Культура", 10), ("Спорт", 20)]


@pytest.mark.parametrize("names", [" \n1.\n", "Т" * 501, "\n".join(f"Комитет {n}" for n in range(101))])
def test_a_list_that_cannot_be_taken_is_answered(administrator: Client, names: str) -> None:
    before = Sphere.objects.count()
    response = administrator.post(SPHERES, {"names": names})
    assert response.status_code == 200
    assert len(response.context["form"].errors["names"]) == 1
    assert Sphere.objects.count() == before


def test_numbering_goes_and_a_name_that_begins_with_a_number_stays() -> None:
    assert listed_names("10. Комитет\n• Палата\n1-й отдел\n\nКомитет") == ["Комитет", "Палата", "1-й отдел"]
