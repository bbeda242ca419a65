"""The gazetteer follows the partners in the database."""

import pytest

from agreements.gazetteer import current_gazetteer
from agreements.models import Partner, PartnerAlias

pytestmark = pytest.mark.django_db


def test_an_unchanged_gazetteer_costs_one_query(django_assert_num_queries):
    gazetteer = current_gazetteer()
    with django_assert_num_queries(1):
        assert current_gazetteer() is gazetteer


def test_a_learned_spelling_is_found():
    before = current_gazetteer()
    PartnerAlias.learn("Синеокия", Partner.objects.get(code="by"))
    after = current_gazetteer()
    assert after is not before
    assert [mention.code for mention in after.find("делегация Синеокия")] == ["by"]
