"""The partners a text may mean, likeliest first."""

from collections.abc import Callable

import pytest

from agreements.lookup import find_partners, partners_by_code, regions_first
from agreements.models import Partner

pytestmark = pytest.mark.django_db


def codes(text: str) -> list[str]:
    return [partner.code for partner in find_partners(text)]


def test_what_the_text_names_comes_before_names_that_begin_alike() -> None:
    assert codes("РБ")[0] == "by"
    assert codes("белорус")[0] == "by"


def test_a_town_stands_behind_the_region_it_lies_in() -> None:
    found = codes("Брянск")
    assert found[0] == "ru-32"
    region = Partner(kind=Partner.Kind.SUBJECT, name="Область")
    town = Partner(kind=Partner.Kind.CITY, name="Город", parent=region)
    region.pk, town.pk = 1, 2
    other = Partner(pk=3, kind=Partner.Kind.CITY, name="Посёлок")
    assert regions_first([town, other, region]) == [other, region, town]


def test_names_that_begin_with_the_text_come_before_those_that_hold_it() -> None:
    for code, name in (("t-2", "Новая Фубария"), ("t-1", "Фубария"), ("t-3", "Фубарская земля")):
        Partner.objects.create(code=code, name=name, kind=Partner.Kind.SUBJECT)
    assert codes("фубар") == ["t-1", "t-3", "t-2"]


def test_fifteen_are_offered_at_most_by_a_fixed_number_of_queries(
    django_assert_max_num_queries: Callable,
) -> None:
    find_partners("область")
    with django_assert_max_num_queries(4):
        assert len(find_partners("область")) == 15


def test_places_without_a_record_are_offered_where_a_row_may_name_them() -> None:
    assert codes("Тоттори") == []
    [offered] = find_partners("Тоттори", unrecorded=True)
    assert (offered.pk, offered.code, offered.parent.code) == (None, "jp-tottori", "jp")


def test_places_without_a_record_are_found_by_the_beginning_of_their_name() -> None:
    found = [partner.code for partner in find_partners("имерет", unrecorded=True)]
    assert found[-1] == "ge-imeretiya"


def test_towns_of_the_home_region_are_no_partners() -> None:
    assert partners_by_code(["ru-67", "ru-67-smolensk", "ru-32", "jp-tottori", "nowhere"]).keys() == {
        "ru-32",
        "jp-tottori",
    }
