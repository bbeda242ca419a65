"""The pictures of the map and their shapes."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Partner
from agreements.reference.read import partners
from events.map.pictures import pictures, shown_codes
from maps import build
from tests.events.cooperation.world import coordinator


@pytest.fixture(scope="module")
def made() -> dict[Path, str]:
    return build.made()


def test_the_files_are_what_the_script_makes(made: dict[Path, str]) -> None:
    assert {path: path.read_text(encoding="utf-8") for path in made} == made


def test_every_subject_and_every_region_of_belarus_has_its_shape() -> None:
    known = {row.code for row in partners()}
    assert {one for one in shown_codes() if one.startswith("ru-")} == {
        row.code for row in partners() if row.kind == "subject"
    }
    assert shown_codes() <= known
    assert {one for one in shown_codes() if one.startswith("by-")} == {
        row.code for row in partners() if row.kind == "foreign_region" and row.parent == "by"
    }


def test_each_shape_is_drawn_once_within_its_picture(made: dict[Path, str]) -> None:
    for picture in pictures().values():
        text = made[build.SHAPES / f"map-{picture.name}.svg"]
        assert [text.count(f'<g id="{spot.code}">') for spot in picture.spots] == [1] * len(picture.spots)
        assert all(0 <= spot.x <= picture.width and 0 <= spot.y <= picture.height for spot in picture.spots)


def test_a_line_thinned_keeps_its_ends_and_stays_near() -> None:
    line = [(float(x), (x % 7) / 10) for x in range(50)]
    thin = build.thinned(line, 1.0)
    assert thin == [line[0], line[-1]]
    assert build.thinned(line, 0.0) == line


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "picture", "shapes"),
    [
        ("ru-32", "west", 1),
        ("ru-32-bryansk", "west", 1),
        ("by", "west", 7),
        ("ru-41", "russia", 1),
        ("fr", "world", 1),
    ],
)
def test_a_partner_page_shows_its_place(client: Client, code: str, picture: str, shapes: int) -> None:
    client.force_login(coordinator().user)
    partner = Partner.objects.get(code=code)
    page = client.get(reverse("events:partner", args=[partner.pk])).content.decode()
    assert page.count('class="here"') == shapes
    assert (f"map-{picture}.svg" in page) is bool(picture)
