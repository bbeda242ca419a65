"""Writing entries, a department's submission, the outcome of planned entries."""

from typing import Any

from events.models import Attachment, Submission
from tests.permissions.roles import Expected, Rule, Who, World, department_a, only, signed_in, writers


def own(status: int = 200) -> Expected:
    """Viewers write nothing; to the editor of another department the entry does not exist."""
    return {**department_a(status), Who.VIEWER: 403}


def plan(world: World) -> dict[str, Any]:
    return {"report": world.plan.pk}


def entry_a(world: World) -> dict[str, Any]:
    return {"pk": world.entry_a.pk}


def done_entry(world: World) -> dict[str, Any]:
    return {"pk": world.done_entry.pk}


def part_a(world: World) -> dict[str, Any]:
    return {"pk": world.submission_a.pk}


def file_a(world: World) -> dict[str, Any]:
    return {"pk": Attachment.objects.filter(entry=world.entry_a).latest("id").pk}


def with_file(world: World) -> None:
    Attachment.objects.create(
        entry=world.entry_a, name="письмо.pdf", content=b"%PDF", size=4, sha256="0" * 64
    )


def without_row_a(world: World) -> None:
    world.entry_a.remove()


def handed_in(world: World) -> None:
    world.submission_a.state = Submission.State.HANDED_IN
    world.submission_a.save()


RULES = {
    "events:entry_new": (
        Rule(get=writers(), post=writers(), kwargs=plan),
        Rule(
            get=writers(404),
            post=writers(404),
            kwargs=lambda world: {"report": world.done.pk},
        ),
    ),
    "events:entry_new_live": Rule(get=signed_in(405), post=writers(), kwargs=plan),
    "events:entry_new_discard": Rule(get=signed_in(405), post=writers(302), kwargs=plan),
    "events:entry_edit": (
        Rule(get=own(), post=own(), kwargs=entry_a),
        Rule(get=writers(404), post=writers(404), kwargs=done_entry),
    ),
    "events:entry_edit_live": Rule(get=signed_in(405), post=own(), kwargs=entry_a),
    "events:entry_edit_discard": Rule(get=signed_in(405), post=own(302), kwargs=entry_a),
    "events:grid_keep": Rule(get=signed_in(405), post=writers(400), kwargs=plan),
    "events:grid_undo": Rule(get=signed_in(405), post=writers(409), kwargs=plan),
    "events:grid_draft": Rule(get=signed_in(405), post=own(400), kwargs=entry_a),
    "events:entry_cure": Rule(get=signed_in(405), post=own(302), kwargs=entry_a),
    "events:entry_report": Rule(get=own(), post=own(), kwargs=entry_a),
    "events:entry_fate": (
        Rule(get=own(), post=own(), kwargs=entry_a),
        Rule(get=writers(404), post=writers(404), kwargs=done_entry),
    ),
    "events:entry_move": Rule(get=signed_in(405), post=own(302), kwargs=entry_a),
    "events:entry_move_back": Rule(get=signed_in(405), post=own(302), kwargs=entry_a),  # nothing was moved
    "events:entry_remove": (
        Rule(get=signed_in(405), post=own(302), kwargs=entry_a),
        Rule(get=signed_in(405), post=writers(404), kwargs=done_entry),
    ),
    "events:entry_put_back": Rule(get=signed_in(405), post=own(302), kwargs=entry_a, prepare=without_row_a),
    "events:entry_restrict": (
        Rule(get=signed_in(405), post=own(302), kwargs=entry_a, data=lambda world: {"restricted": "1"}),
        # Documents that are closed as well.
        Rule(
            get=signed_in(405),
            post=only(Who.EDITOR_B, Who.COORDINATOR, Who.ADMINISTRATOR, status=302, others=404)
            | {Who.VIEWER: 403},
            kwargs=done_entry,
        ),
    ),
    "events:attachment": Rule(get=department_a(), kwargs=file_a, prepare=with_file),
    "events:attachment_remove": Rule(get=signed_in(405), post=own(302), kwargs=file_a, prepare=with_file),
    "events:my_part": Rule(get=own(), kwargs=part_a),
    "events:my_part_hand_in": Rule(get=signed_in(405), post=own(302), kwargs=part_a),
    "events:my_part_nothing": Rule(get=signed_in(405), post=own(302), kwargs=part_a),
    "events:my_part_take_back": Rule(get=signed_in(405), post=own(302), kwargs=part_a, prepare=handed_in),
    "events:my_part_download": Rule(get=own(), kwargs=part_a),
    "events:my_part_paste": Rule(get=own(), post=own(), kwargs=part_a),
    "events:my_part_paste_undo": Rule(get=signed_in(405), post=own(302), kwargs=part_a),  # nothing was pasted
}
