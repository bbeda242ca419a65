"""Succession of departments, trees of partners, memberships in time, spellings."""

from datetime import date

import pytest

from agreements.models import Department, Membership, Partner, PartnerAlias, Succession
from coopregistry.models import User

pytestmark = pytest.mark.django_db


def departments(*names: str) -> list[Department]:
    return [Department.objects.create(name=name) for name in names]


def test_a_chain_holds_predecessors_and_successors_but_no_siblings():
    grandmother, mother, daughter, sister = departments("Первый", "Второй", "Третий", "Сестра")
    for old, new in ((grandmother, mother), (mother, daughter), (grandmother, sister)):
        Succession.objects.create(predecessor=old, successor=new)
    assert mother.chain() == {grandmother.pk, mother.pk, daughter.pk}
    assert daughter.chain() == {grandmother.pk, mother.pk, daughter.pk}
    assert grandmother.chain() == {grandmother.pk, mother.pk, daughter.pk, sister.pk}


def test_a_tree_of_partners_holds_all_descendants():
    country = Partner.objects.create(code="xx", name="Страна", kind=Partner.Kind.COUNTRY)
    region = Partner.objects.create(
        code="xx-1", name="Край", kind=Partner.Kind.FOREIGN_REGION, parent=country
    )
    city = Partner.objects.create(code="xx-1-1", name="Город", kind=Partner.Kind.CITY, parent=region)
    assert country.tree() == {country.pk, region.pk, city.pk}
    assert city.tree() == {city.pk}
    assert Partner.objects.filter(pk__in=(region.pk, country.pk)).tree_keys() == country.tree()


def test_partners_leave_out_the_home_region_with_its_cities_and_country(settings):
    settings.HOME_SUBJECT = "ru-67"
    home = Partner.objects.get(code="ru-67")
    city = Partner.objects.create(code="home-city", name="Город", kind=Partner.Kind.CITY, parent=home)
    codes = set(Partner.objects.partners().values_list("code", flat=True))
    assert not codes & {"ru-67", "ru", city.code}
    assert "ru-32" in codes


@pytest.mark.parametrize(
    ("since", "until", "in_force"),
    [
        (None, None, True),
        (date(2025, 3, 10), None, True),
        (None, date(2025, 3, 10), True),
        (date(2025, 3, 11), None, False),
        (None, date(2025, 3, 9), False),
    ],
)
def test_a_membership_is_in_force_on_its_first_and_last_day(since, until, in_force):
    user = User.objects.create(username="editor")
    [department] = departments("Отдел")
    Membership.objects.create(user=user, department=department, since=since, until=until)
    assert Membership.objects.in_force(date(2025, 3, 10)).exists() is in_force


def test_a_missing_case_falls_back_to_the_nominative():
    department = Department(name="Отдел", genitive="Отдела")
    assert department.cases == ("Отдел", "Отдела", "Отдел", "Отдел", "Отдел", "Отдел")


def test_a_learned_spelling_moves_to_its_new_partner():
    first, second = Partner.objects.get(code="ru-32"), Partner.objects.get(code="ru-69")
    learned = PartnerAlias.learn("Пересвет край", first)
    assert PartnerAlias.learn("ПЕРЕСВЕТ  край", second).pk == learned.pk
    assert PartnerAlias.objects.get(pk=learned.pk).partner == second
