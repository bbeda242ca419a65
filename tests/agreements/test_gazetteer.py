"""The gazetteer follows the partners in the database."""

import pytest

from agreements.gazetteer import current_gazetteer
from agreements.models import Partner, PartnerAlias
from agreements.reference.load import load
from agreements.reference.world import ensure_partners, rows, unrecorded
from coopregistry.history import change_set
from coopregistry.models import ReferenceLoad
from coopregistry.undo import undo

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


def test_a_place_of_the_world_is_found_without_a_record():
    assert not Partner.with_removed.filter(code="jp-tottori").exists()
    assert [mention.code for mention in current_gazetteer().find("префектура Тоттори")] == ["jp-tottori"]


def test_a_record_of_a_place_of_the_world_changes_nothing_that_is_read():
    before = current_gazetteer()
    ensure_partners(["us-mayami", "jp-tottori"])
    assert current_gazetteer() is before


def test_a_place_gets_its_record_with_the_regions_above_it():
    ensure_partners(["us-mayami"])
    city = Partner.objects.get(code="us-mayami")
    assert (city.name, city.genitive, city.kind) == ("Майами", "Майами", Partner.Kind.CITY)
    assert (city.parent.code, city.parent.official_genitive, city.parent.parent.code) == (
        "us-florida",
        "штата Флорида",
        "us",
    )


def test_a_place_gets_its_spellings():
    ensure_partners(["jp-simane"])
    spellings = PartnerAlias.objects.filter(partner__code="jp-simane").values_list("text", flat=True)
    assert set(spellings) == set(rows()["jp-simane"].aliases)


def test_a_place_has_one_record_however_often_it_is_named():
    ensure_partners(["jp-tottori"])
    ensure_partners(["jp-tottori", "by"])
    assert Partner.with_removed.filter(code="jp-tottori").count() == 1


def test_a_removed_place_stays_unknown():
    ensure_partners(["jp-tottori"])
    Partner.objects.get(code="jp-tottori").remove()
    ensure_partners(["jp-tottori"])
    assert not Partner.objects.filter(code="jp-tottori").exists()
    assert not current_gazetteer().knows("jp-tottori")
    assert unrecorded(["jp-tottori"]) == {}


def test_a_record_stays_when_the_change_that_named_the_place_is_undone():
    with change_set(reason="import") as importing:
        ensure_partners(["jp-tottori"])
        Partner.objects.create(code="x", name="X", kind=Partner.Kind.UNION)
    undo(importing.written)
    assert Partner.objects.filter(code="jp-tottori").exists()
    assert not Partner.objects.filter(code="x").exists()


def test_loading_again_leaves_places_that_no_row_named_without_a_record():
    before = set(Partner.with_removed.values_list("code", flat=True))
    assert len(before & rows().keys()) == 103  # regions of the cities that every registry has
    ensure_partners(["jp-tottori"])
    ReferenceLoad.objects.all().delete()
    load()
    assert set(Partner.with_removed.values_list("code", flat=True)) == before | {"jp-tottori"}
