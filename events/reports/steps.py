"""The way of a document or of what a department owes it, as steps: which were taken, when and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from coopregistry.models import Change, User
from events.models import Report, Submission

_State = Submission.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    state: str
    label: str | Promise
    is_current: bool
    is_done: bool
    at: datetime | None  # None where it lies ahead, or was taken before there was a history
    by: User | None


def report_steps(report: Report) -> list[Step]:
    return _steps(report, Report.State.choices)


def submission_steps(submission: Submission) -> list[Step]:
    """What was sent back is a step of its own while it is so; a formal answer stands for the rows."""
    states = [_State.ASKED, _State.NOTHING if submission.nothing else _State.HANDED_IN]
    if submission.state == _State.SENT_BACK:
        states.append(_State.SENT_BACK)
    return _steps(submission, [(state.value, state.label) for state in (*states, _State.ACCEPTED)])


def _steps(record: Report | Submission, states: Sequence[tuple[str, str | Promise]]) -> list[Step]:
    """In one query. Each step as it was last taken; one that was left again by a reopening lies ahead."""
    changes = Change.objects.filter(model=record._meta.label_lower, record=record.pk, after__has_key="state")
    taken = {
        change.after["state"]: change.change_set
        for change in changes.select_related("change_set__user").order_by("id")
    }
    here = next(place for place, (state, _label) in enumerate(states) if state == record.state)
    steps = []
    for place, (state, label) in enumerate(states):
        entered = taken.get(state) if place <= here else None
        steps.append(
            Step(
                state=state,
                label=label,
                is_current=place == here,
                is_done=place < here,
                at=entered.made_at if entered else None,
                by=entered.user if entered else None,
            )
        )
    return steps
