"""Duplicates are merged into one record in one step that can be undone."""

from datetime import date

import pytest

from agreements.models import (
    Agreement,
    AgreementParty,
    AgreementWording,
    Department,
    DepartmentWording,
    Membership,
    Partner,
    PartnerAlias,
    Succession,
)
from coopregistry.history import recorded_fields
from coopregistry.models import Change
from events.administration.merging import (
    MODELS,
    StructureChangeRefused,
    merge,
    plan_merge,
    records_of,
    undo_structure_change,
)
from events.entries.governing import govern
from events.models import (
    DossierCopy,
    Entry,
    EntryPartner,
    Event,
    EventPartner,
    PartnerFacts,
    Report,
    Section,
    Sphere,
    Submission,
)
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db


def merged(world: World, kind: str, kept, duplicate):
    return merge(kind, kept, duplicate, user=world.users[Who.ADMINISTRATOR])


def undone(world: World, done):
    return undo_structure_change(done, user=world.users[Who.ADMINISTRATOR])


def state() -> dict[str, list]:
    """Everything a merge may touch except derived fields: PostgreSQL orders the cells in its own way."""
    models = (
        *MODELS.values(),
        Entry,
        EntryPartner,
        Submission,
        Section,
        Membership,
        Succession,
    )
    models += (AgreementParty, AgreementWording, DepartmentWording, PartnerAlias, PartnerFacts, DossierCopy)
    found = {
        model.__name__: list(records_of(model).values("pk", *recorded_fields(model))) for model in models
    }
    found["EventPartner"] = list(
        EventPartner.objects.order_by("event", "partner").values("event", "partner", "role")
    )
    return found


def test_departments_become_one_with_rows_submissions_users_and_spellings(world: World) -> None:
    kept, duplicate = world.department_a, world.department_b
    DepartmentWording.objects.create(text="Упр. опытных работ", department=duplicate)
    before = state()
    done = merged(world, "bodies", kept, duplicate)
    assert set(Entry.objects.values_list("department", flat=True)) == {kept.pk}
    assert Submission.objects.filter(department=kept).count() == 2  # of the plan one, not two
    assert set(Membership.objects.values_list("department", flat=True)) == {kept.pk}
    assert set(kept.wordings.values_list("text", flat=True)) == {
        "Упр. опытных работ",
        "Управление опытных работ",
    }
    assert list(Department.objects.filter(pk=duplicate.pk)) == []
    assert undone(world, done).refused == ()
    assert state() == before


@pytest.mark.parametrize(
    ("kept", "duplicate", "joined"),
    [
        ("asked", "handed_in", "handed_in"),
        ("accepted", "sent_back", "accepted"),
        ("nothing", "handed_in", "handed_in"),
        ("asked", "asked", "asked"),
    ],
)
def test_what_came_under_either_name_has_come(world: World, kept: str, duplicate: str, joined: str) -> None:
    Submission.objects.filter(pk=world.submission_a.pk).update(state=kept, nothing=kept == "nothing")
    Submission.objects.filter(pk=world.submission_b.pk).update(state=duplicate)
    merged(world, "bodies", world.department_a, world.department_b)
    submission = Submission.objects.get(report=world.plan)
    assert (submission.pk, submission.state, submission.nothing) == (world.submission_a.pk, joined, False)


def test_a_user_of_both_departments_keeps_the_longer_time(world: World) -> None:
    user = world.users[Who.EDITOR_A]
    Membership.objects.filter(user=user).update(since=date(2030, 1, 1), until=date(2030, 2, 1))
    Membership.objects.create(user=user, department=world.department_b, since=date(2030, 1, 15))
    merged(world, "bodies", world.department_a, world.department_b)
    work = Membership.objects.get(user=user)
    assert (work.department, work.since, work.until) == (world.department_a, date(2030, 1, 1), None)


def test_departments_that_follow_each_other_are_no_duplicates(world: World) -> None:
    Succession.objects.create(predecessor=world.department_a, successor=world.department_b)
    before = state()
    with pytest.raises(StructureChangeRefused):
        merged(world, "bodies", world.department_a, world.department_b)
    assert state() == before


def test_spheres_become_one(world: World) -> None:
    kept, duplicate = Sphere.objects.create(name="Сфера проб"), Sphere.objects.create(name="Сфера опытов")
    section = Section.objects.create(report=world.plan, title="Опыты", sphere=duplicate)
    done = merged(world, "spheres", kept, duplicate)
    section.refresh_from_db()
    assert section.sphere == kept
    assert [wording.text for wording in kept.wordings.all()] == ["Сфера опытов"]
    undone(world, done)
    section.refresh_from_db()
    assert section.sphere == duplicate
    assert Sphere.objects.filter(pk=duplicate.pk).exists()


def test_agreements_become_one_and_the_kept_one_learns_what_it_lacked(world: World) -> None:
    kept = world.agreement
    duplicate = Agreement.objects.create(
        title="Договор о пробах", number="27", signed_on=date(2020, 5, 1), valid_until=date(2030, 5, 1)
    )
    for agreement, organ in ((kept, ""), (duplicate, "Пробный комитет")):
        AgreementParty.objects.create(agreement=agreement, partner=world.partner, organ=organ)
    Entry.objects.filter(pk=world.entry_a.pk).update(agreement=duplicate)
    govern(Event.objects.all())
    before = state()
    done = merged(world, "agreements", kept, duplicate)
    kept.refresh_from_db()
    assert (kept.number, kept.signed_on, kept.valid_until) == ("27", date(2020, 5, 1), date(2030, 5, 1))
    assert [party.organ for party in kept.parties.all()] == ["Пробный комитет"]
    assert Entry.objects.get(pk=world.entry_a.pk).agreement == kept
    assert [wording.text for wording in kept.wordings.all()] == ["Договор о пробах"]
    undone(world, done)
    assert state() == before


def duplicate_of(partner: Partner) -> Partner:
    return Partner.objects.create(code="ru-32-twin", name="Пробная область", kind=partner.kind)


def test_partners_become_one_with_links_facts_dossiers_and_what_was_recognised(world: World) -> None:
    duplicate = duplicate_of(world.partner)
    world.entry_a.recognised = {"partners": {"found": [{"code": duplicate.code}]}, "doubts": [{"code": "x"}]}
    world.entry_a.save()
    EntryPartner.objects.create(entry=world.entry_a, partner=duplicate, role="partner")
    EntryPartner.objects.create(entry=world.entry_b, partner=duplicate, role="partner")
    EntryPartner.objects.create(entry=world.entry_b, partner=world.partner, role="mentioned")
    PartnerFacts.objects.create(partner=world.partner, text="Одно.")
    PartnerFacts.objects.create(partner=duplicate, text="Другое.")
    PartnerAlias.objects.create(partner=duplicate, text="пробн. обл.")
    copy = DossierCopy.objects.create(
        partner=duplicate, start=date(2030, 1, 1), end=date(2030, 2, 1), name="a", docx=b"PK", sha256="0" * 64
    )
    govern(Event.objects.all())
    before = state()
    done = merged(world, "partners", world.partner, duplicate)
    links = EntryPartner.objects.order_by("entry").values_list("entry", "partner", "role")
    assert list(links) == [
        (world.entry_a.pk, world.partner.pk, "partner"),
        (world.entry_b.pk, world.partner.pk, "partner"),
    ]
    assert Entry.objects.get(pk=world.entry_a.pk).recognised["partners"]["found"] == [
        {"code": world.partner.code}
    ]
    assert PartnerFacts.objects.get().text == "Одно.\n\nДругое."
    assert PartnerAlias.objects.get(text="пробн. обл.").partner == world.partner
    assert PartnerAlias.objects.get(text="Пробная область").partner == world.partner
    copy.refresh_from_db()
    assert copy.partner == world.partner
    assert undone(world, done).refused == ()
    assert state() == before


def test_partners_that_cannot_be_one_are_refused(world: World) -> None:
    city = Partner.objects.create(code="x-city", name="Пробск", kind="city", parent=world.partner)
    other = duplicate_of(world.partner)
    for partner in (world.partner, other):
        Report.objects.create(
            kind=world.plan.kind,
            period_code="2031-H1",
            basis=world.plan.basis,
            title="О партнере",
            partner=partner,
        )
    for kept, duplicate in ((city, world.partner), (world.partner, city), (other, world.partner)):
        with pytest.raises(StructureChangeRefused):
            merged(world, "partners", kept, duplicate)
    with pytest.raises(
        StructureChangeRefused, match=r"may stand once|может быть только одно"
    ):  # each has a document of its own
        merged(world, "partners", world.partner, other)


def test_events_become_one_and_follow_the_row_that_governs(world: World) -> None:
    kept, duplicate = world.entry_a.event, world.done_entry.event
    before = state()
    done = merged(world, "events", kept, duplicate)
    kept.refresh_from_db()
    assert set(kept.entries.all()) == {world.entry_a, world.done_entry}
    assert kept.title == "Конкурс"  # a report speaks louder than a plan
    assert not Event.objects.filter(pk=duplicate.pk).exists()
    undone(world, done)
    assert state() == before


def test_a_record_is_not_merged_with_itself_nor_with_a_removed_one(world: World) -> None:
    for duplicate in (world.department_a, world.department_b):
        if duplicate == world.department_b:
            duplicate.remove()
        with pytest.raises(StructureChangeRefused):
            merged(world, "bodies", world.department_a, duplicate)


def test_a_preview_tells_what_moves_and_writes_nothing(world: World) -> None:
    changes = Change.objects.count()
    what = plan_merge(world.department_a, world.department_b)
    assert {move.model: (len(move.rows), move.joined) for move in what.moves} == {
        Entry: (2, 0),
        Membership: (1, 0),
        Section: (2, 0),
        Submission: (2, 1),
    }
    assert what.learned == ["Управление опытных работ"]
    assert Change.objects.count() == changes
