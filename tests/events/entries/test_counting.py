"""The kept numbers of events, of partners and of figures, after whatever changes them."""

from collections import Counter, defaultdict
from collections.abc import Callable

import pytest
from django.core.management import call_command

from agreements.models import Partner
from agreements.partner_tree import ancestors_of
from coopregistry.history import change_set
from coopregistry.undo import undo
from events.access import Access
from events.administration.merging import merge, undo_structure_change
from events.cooperation.queries import cooperating_partners, with_counts
from events.entries import saving, shares, tallying
from events.entries.joining import Grounds, join, part
from events.entries.restriction import restrict
from events.integrity import check_event_counts, check_events, check_figure_counts
from events.models import (
    Entry,
    EntryPartner,
    EventCount,
    EventPartner,
    FigureCount,
    Section,
    Sphere,
    StructureChange,
)
from events.reports import opening
from events.submissions import workflow
from tests.events.entries.test_governing import BRYANSK, TVER, Shared, make_entry
from tests.permissions.roles import Who, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared() -> Shared:
    return Shared(make_world())


def kept() -> dict[str, tuple[int, int]]:
    """Of the kept numbers those that are not 0; right or the test fails."""
    assert list(check_event_counts()) == []
    sums = EventCount.objects.summed().values_list("partner__name", "own_sum", "tree_sum")
    return {name: (own, in_tree) for name, own, in_tree in sums if own or in_tree}


def submit(shared: Shared) -> None:
    workflow.submit(shared.submission, user=shared.world.users[Who.EDITOR_A])


def remove_planned(shared: Shared) -> None:
    saving.remove(shared.planned)


def add_row(shared: Shared) -> None:
    make_entry(shared.plan, shared.world.department_b, "Форум", "г. Витебск", "май 2032 года", None)


def name_another(shared: Shared) -> None:
    cells = {**shared.planned.cells, "partner": BRYANSK}
    shared.planned.cells = cells
    saving.store(shared.planned, saving.read_cells(shared.plan, cells))


def ask_anew(shared: Shared) -> None:
    opening.request_submissions(shared.plan, [shared.world.department_b])


def restrict_planned(shared: Shared) -> None:
    restrict(shared.planned)


def join_rows(shared: Shared) -> None:
    add_row(shared)
    join(shared.planned, Entry.objects.get(cells__title="Форум"), Grounds())


def take_apart(shared: Shared) -> None:
    join_rows(shared)
    part(Entry.objects.get(cells__title="Форум"), Grounds())


def undo_a_row(shared: Shared) -> None:
    with change_set() as changes:
        add_row(shared)
    undo(changes.written)


def move_within_the_tree(shared: Shared) -> None:
    add_row(shared)
    tver = Partner.objects.get(name=TVER)
    tver.parent = Partner.objects.get(code="by")
    tver.save()


def undo_a_move(shared: Shared) -> None:
    with change_set() as changes:
        move_within_the_tree(shared)
    undo(changes.written)


def remove_what_is_above(shared: Shared) -> None:
    add_row(shared)
    Partner.objects.get(name="Витебская область").remove()


def restore_what_is_above(shared: Shared) -> None:
    remove_what_is_above(shared)
    Partner.with_removed.get(name="Витебская область").restore()


def tell_of_a_sphere(shared: Shared) -> None:
    add_row(shared)
    section = Section.objects.create(report=shared.plan, title="Раздел")
    Entry.objects.filter(report=shared.plan).update(section=section)
    section.sphere = Sphere.objects.create(name="Сфера, названная иначе")
    section.save()


def merge_spheres(shared: Shared) -> None:
    tell_of_a_sphere(shared)
    double = Sphere.objects.get(name="Сфера, названная иначе")
    merge("spheres", Sphere.objects.first(), double, user=shared.world.users[Who.ADMINISTRATOR])


def make_a_state_of_it(shared: Shared) -> None:
    """What figures count its parts with."""
    add_row(shared)
    region = Partner.objects.get(name="Витебская область")
    region.kind = Partner.Kind.COUNTRY
    region.save()


def merge_partners(shared: Shared) -> StructureChange:
    """The parts of one that was a double become those of the other."""
    add_row(shared)
    double = Partner.objects.create(name="Тверской край", kind=Partner.Kind.SUBJECT, code="double")
    region = Partner.objects.get(name="Витебская область")
    region.parent = double
    region.save()
    kept_one = Partner.objects.get(name=TVER)
    return merge("partners", kept_one, double, user=shared.world.users[Who.ADMINISTRATOR])


def undo_a_merger(shared: Shared) -> None:
    undo_structure_change(merge_partners(shared), user=shared.world.users[Who.ADMINISTRATOR])


CAUSES = [
    *(submit, remove_planned, add_row, name_another, ask_anew, restrict_planned),
    *(join_rows, take_apart, undo_a_row),
    *(move_within_the_tree, undo_a_move, remove_what_is_above, restore_what_is_above),
    *(make_a_state_of_it, tell_of_a_sphere, merge_spheres, merge_partners, undo_a_merger),
]


def test_rows_unfinished_do_not_count(shared: Shared) -> None:
    before = kept()
    assert (before[TVER], BRYANSK in before) == ((1, 1), False)


@pytest.mark.parametrize("cause", CAUSES)
def test_numbers_are_right_after(cause: Callable[[Shared], object], shared: Shared) -> None:
    cause(shared)
    assert [*check_events(), *check_event_counts(), *check_figure_counts()] == []


@pytest.mark.parametrize("who", [Who.VIEWER, Who.EDITOR_A, Who.EDITOR_B, Who.COORDINATOR])
@pytest.mark.parametrize("cause", [submit, add_row, ask_anew, restrict_planned, move_within_the_tree])
def test_pages_show_what_the_reader_may_see(
    cause: Callable[[Shared], object], who: Who, shared: Shared
) -> None:
    """Own drafts are added, those of others are not."""
    cause(shared)
    make_entry(shared.report, shared.world.department_a, "Слёт", "г. Витебск", "май 2032 года", None)
    access = Access.of(shared.world.users[who])
    partners = list(Partner.objects.partners())
    above = ancestors_of()
    events: dict[int, set[int]] = defaultdict(set)
    for event, link in access.partners_of(access.events()):
        for ancestor in above[link]:
            events[ancestor].add(event)
    trees = {partner.pk: len(events[partner.pk]) for partner in partners if events[partner.pk]}
    shown = {partner.pk: number for partner, number, _agreements in with_counts(access, partners)}
    assert {pk: number for pk, number in shown.items() if number} == trees
    links = EventPartner.objects.named().filter(event__in=access.events().values("pk"))
    own = Counter(links.values_list("partner", flat=True))
    assert {one.pk: one.own_events for one in cooperating_partners(access) if one.own_events} == own


def test_shares_are_added_up(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "MOST_SHARES", 3)
    name_another(shared)
    add_row(shared)
    found = kept()
    assert EventCount.objects.count() == len(found)
    assert FigureCount.objects.count() == len(tallying.kept_figures()) == len(tallying.counted_anew())


def test_a_difference_is_found_and_mended(shared: Shared) -> None:
    right = kept()
    EventCount.objects.create(partner=Partner.objects.get(name=TVER), own=2, in_tree=1)
    FigureCount.objects.filter(pk=FigureCount.objects.first().pk).update(documents=5)
    found = list(check_event_counts())
    assert [fault.record for fault in found] == [f"agreements.partner {Partner.objects.get(name=TVER).pk}"]
    assert [fault.what.partition(": ")[2] for fault in check_figure_counts()] == ["documents 5/0."]
    call_command("count_events")
    assert kept() == right
    assert list(check_figure_counts()) == []


def test_a_change_of_values_alone_writes_no_share(shared: Shared) -> None:
    count = EventCount.objects.count()
    EntryPartner.objects.filter(entry=shared.planned).update(phrase="иначе")
    shared.planned.refresh_from_db()
    saving.store(shared.planned, saving.read_cells(shared.plan, shared.planned.cells))
    assert EventCount.objects.count() == count
