"""Suggestions of fields while somebody types."""

import pytest
from django.test import Client
from django.urls import reverse

from coopregistry.models import User
from tests.permissions.roles import Who, World


def found(client: Client, what: str, text: str) -> list[dict[str, str]]:
    return client.get(reverse("events:event_lookup", args=[what]), {"q": text}).json()["found"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("брянской", "ru-32"),
        ("Брянск", "ru-32"),
        ("РБ", "by"),
        ("витебск", "by-vitebskaya"),
        ("белорус", "by"),
    ],
)
def test_partner_is_found_by_any_case_abbreviation_or_town(editor: Client, text: str, first: str) -> None:
    assert found(editor, "partner", text)[0]["value"] == first


def test_offer_says_what_a_partner_is_and_is_part_of(editor: Client) -> None:
    offers = {one["value"]: one for one in found(editor, "partner", "витебск")}
    assert offers["by-vitebskaya"] == {
        "value": "by-vitebskaya",
        "text": "Витебская область",
        "about": "регион иностранного государства",
        "part_of": "Беларусь",
    }


def test_home_country_goes_without_saying(editor: Client) -> None:
    assert [one["part_of"] for one in found(editor, "partner", "ЦФО")] == [""]


def test_departments_and_agreements_have_the_same_shape(editor: Client, world: World) -> None:
    assert found(editor, "department", world.department_a.name) == [
        {"value": str(world.department_a.pk), "text": world.department_a.name, "about": "", "part_of": ""}
    ]
    assert found(editor, "agreement", world.agreement.title) == [
        {"value": str(world.agreement.pk), "text": str(world.agreement), "about": "", "part_of": ""}
    ]


@pytest.mark.parametrize("text", ["", "\0", "я" * 5000, "%", "1" * 4000])
def test_any_text_gets_an_answer(editor: Client, text: str) -> None:
    for what in ("partner", "department", "agreement"):
        assert isinstance(found(editor, what, text), list)


def test_who_has_no_role_is_offered_no_agreements(world: World) -> None:
    client = Client()
    offered = []
    for user in (world.users[Who.VIEWER], User.objects.create_user("a-nobody")):
        client.force_login(user)
        offered.append([one["value"] for one in found(client, "agreement", world.agreement.title)])
    assert offered == [[str(world.agreement.pk)], []]


def test_a_place_without_a_record_is_offered_to_rows_and_not_to_filters(editor: Client) -> None:
    assert found(editor, "place", "Тоттори")[0] == {
        "value": "jp-tottori",
        "text": "Тоттори",
        "about": "регион иностранного государства",
        "part_of": "Япония",
    }
    assert found(editor, "partner", "Тоттори") == []
