"""Reference data are loaded once and never overwrite a person's edits."""

import pytest

from agreements.models import Partner, PartnerAlias
from agreements.reference import load as loading
from coopregistry.models import Change, ReferenceLoad
from coopregistry.reference import Kept, sync

pytestmark = pytest.mark.django_db


def test_migrated_database_holds_the_reference_data() -> None:
    assert Partner.objects.filter(kind=Partner.Kind.SUBJECT).count() == 89
    smolensk = Partner.objects.get(code="ru-67")
    assert (smolensk.name, smolensk.instrumental, smolensk.parent.code) == (
        "Смоленская область",
        "Смоленской областью",
        "ru-fd-central",
    )
    assert PartnerAlias.objects.get(folded="кнр").partner.name == "Китай"


def test_loading_again_changes_nothing() -> None:
    before = Change.objects.count()
    assert loading.load() == []
    ReferenceLoad.objects.all().delete()
    assert loading.load() == []
    assert Change.objects.count() == before


def test_an_edit_of_a_person_is_kept_and_said() -> None:
    partner = Partner.objects.get(code="ru-40")
    partner.capital = "Обнинск"
    partner.save()
    kept = sync(Partner, {"ru-40": {"capital": "Калуга-на-Оке"}}).kept
    partner.refresh_from_db()
    assert partner.capital == "Обнинск"
    assert kept == [Kept(record="Калужская область", field="capital", ours="Обнинск", theirs="Калуга-на-Оке")]


def test_a_field_nobody_edited_follows_the_reference_data() -> None:
    sync(Partner, {"ru-40": {"capital": "Калуга-на-Оке"}})
    assert Partner.objects.get(code="ru-40").capital == "Калуга-на-Оке"


def test_a_spelling_a_person_deleted_does_not_come_back() -> None:
    PartnerAlias.objects.get(folded="кнр").delete()
    ReferenceLoad.objects.all().delete()
    loading.load()
    assert not PartnerAlias.objects.filter(folded="кнр").exists()


def test_a_record_a_person_removed_stays_removed() -> None:
    Partner.objects.get(code="un").remove()
    ReferenceLoad.objects.all().delete()
    loading.load()
    assert not Partner.objects.filter(code="un").exists()
