"""Merge rules for rows under a unique constraint."""

from datetime import date

import pytest

from agreements.models import Membership
from events.administration.merge_conflicts import MERGE_RULES, keep_furthest, keep_least_advanced
from events.models import EntryPartner, Submission
from events.vocabulary import PartnerRole
from tests.permissions.roles import Who, World

State = Submission.State


def submissions(world: World, kept: str, duplicate: str) -> tuple[Submission, Submission]:
    first, second = (
        world.submission_a,
        Submission.objects.get(report=world.plan, department=world.department_b),
    )
    for submission, state in ((first, kept), (second, duplicate)):
        submission.state, submission.nothing = state, state == State.NOTHING
        submission.save()
    return first, second


@pytest.mark.parametrize(
    ("kept", "duplicate", "furthest", "least"),
    [
        (State.ASKED, State.ACCEPTED, State.ACCEPTED, State.ASKED),
        (State.ACCEPTED, State.ASKED, State.ACCEPTED, State.ASKED),
        (State.SENT_BACK, State.HANDED_IN, State.HANDED_IN, State.SENT_BACK),
        (State.NOTHING, State.HANDED_IN, State.HANDED_IN, State.HANDED_IN),
        (State.NOTHING, State.NOTHING, State.NOTHING, State.NOTHING),
    ],
)
@pytest.mark.parametrize("rule", [keep_furthest, keep_least_advanced])
def test_submissions_are_merged_by_progress(world: World, rule, kept, duplicate, furthest, least) -> None:
    first, second = submissions(world, kept, duplicate)
    rule(first, second)
    first.refresh_from_db()
    assert first.state == (furthest if rule is keep_furthest else least)
    assert first.nothing is (kept == duplicate == State.NOTHING)
    assert not Submission.objects.filter(pk=second.pk).exists()


def test_notes_of_submissions_are_joined_once(world: World) -> None:
    first, second = submissions(world, State.ASKED, State.ASKED)
    first.note, second.note = "по телефону", "по телефону"
    keep_furthest(first, second)
    assert first.note == "по телефону"


@pytest.mark.parametrize(
    ("kept", "duplicate", "merged"),
    [
        ((None, None), (date(2025, 1, 1), date(2025, 2, 1)), (None, None)),
        ((date(2025, 3, 1), None), (date(2025, 1, 1), date(2025, 2, 1)), (date(2025, 1, 1), None)),
        (
            (date(2025, 3, 1), date(2025, 4, 1)),
            (date(2025, 1, 1), date(2025, 2, 1)),
            (date(2025, 1, 1), date(2025, 4, 1)),
        ),
    ],
)
def test_a_merged_membership_lasts_as_long_as_either(world: World, kept, duplicate, merged) -> None:
    user = world.users[Who.VIEWER]
    first, second = (
        Membership.objects.create(user=user, department=department, since=since, until=until)
        for department, (since, until) in ((world.department_a, kept), (world.department_b, duplicate))
    )
    MERGE_RULES[Membership](first, second)
    first.refresh_from_db()
    assert (first.since, first.until) == merged
    assert not Membership.objects.filter(pk=second.pk).exists()


def test_the_stronger_role_of_a_partner_is_kept(world: World) -> None:
    roles = list(PartnerRole)
    kept = EntryPartner.objects.create(entry=world.entry_a, partner=world.partner, role=roles[-1])
    duplicate = EntryPartner.objects.create(entry=world.entry_b, partner=world.partner, role=roles[0])
    MERGE_RULES[EntryPartner](kept, duplicate)
    kept.refresh_from_db()
    assert kept.role == roles[0]
