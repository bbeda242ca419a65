"""A condition as the keys it finds."""

import pytest

from agreements.models import Partner
from coopregistry import keys
from coopregistry.keys import by_keys

pytestmark = pytest.mark.django_db


def test_few_records_are_named_by_their_keys(django_assert_num_queries) -> None:
    countries = Partner.objects.filter(kind=Partner.Kind.COUNTRY, code__in=("by", "kz"))
    with django_assert_num_queries(1):
        named = by_keys(countries)
    assert set(named) == set(countries)
    assert "code" not in str(named.query.where)


def test_many_records_keep_their_condition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_FEW", 1)
    countries = Partner.objects.filter(code__in=("by", "kz"))
    assert "code" in str(by_keys(countries).query.where)
    assert set(by_keys(countries)) == set(countries)


def test_nothing_is_asked_no_more(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        nothing = by_keys(Partner.objects.filter(code="nowhere"))
        assert list(nothing) == []
    with django_assert_num_queries(0):
        assert by_keys(nothing).query.is_empty()
