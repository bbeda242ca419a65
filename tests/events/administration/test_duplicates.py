"""Likely duplicates are found by their wording; look-alikes that differ are not."""

import pytest

from agreements.models import Agreement, AgreementParty, Department, Partner, Succession
from events.administration.duplicates import likely_duplicates
from events.models import Sphere

pytestmark = pytest.mark.django_db


def offered(kind: str, model: type) -> list[tuple[str, str]]:
    return [(str(pair.kept), str(pair.duplicate)) for pair in likely_duplicates(kind, model.objects.all())]


def test_the_reviewed_data_offer_nothing() -> None:
    assert {
        kind: offered(kind, model)
        for kind, model in (("bodies", Department), ("spheres", Sphere), ("partners", Partner))
    } == {"bodies": [], "spheres": [], "partners": []}


def test_a_department_written_otherwise_is_offered_and_the_reviewed_one_stays() -> None:
    known = Department.objects.exclude(reference=None).first()
    Department.objects.create(name=known.name.replace("и", "и ", 1).replace("и  ", "и "))
    assert offered("bodies", Department)[0][0] == known.name


def test_a_department_and_its_successor_are_no_duplicates() -> None:
    old = Department.objects.create(name="Управление опытных и пробных работ")
    new = Department.objects.create(name="Управление опытных и пробных работы")
    assert offered("bodies", Department) == [(str(old), str(new))]
    Succession.objects.create(predecessor=old, successor=new)
    assert offered("bodies", Department) == []


def test_agreements_of_the_same_parties_only() -> None:
    for title, code in (
        ("о сотрудничестве", "ru-32"),
        ("о сотрудничестве.", "ru-32"),
        ("о сотрудничестве", "by"),
    ):
        agreement = Agreement.objects.create(title=f"Соглашение {title}")
        AgreementParty.objects.create(agreement=agreement, partner=Partner.objects.get(code=code))
    mine = Agreement.objects.filter(title__startswith="Соглашение о сотрудничестве").order_by("-pk")[:3]
    pairs = likely_duplicates("agreements", Agreement.objects.filter(pk__in=[one.pk for one in mine]))
    assert [(pair.kept.title, pair.duplicate.title) for pair in pairs] == [
        ("Соглашение о сотрудничестве", "Соглашение о сотрудничестве.")
    ]
