"""Which actions are possible in which state: the table, read as a reader of the pages would."""

import pytest

from events.models import Report, Submission
from events.reports.transitions import (
    NotNow,
    ReportAction,
    SubmissionAction,
    report_actions,
    require_report,
    require_submission,
    submission_actions,
)

SUBMIT, NOTHING = SubmissionAction.SUBMIT, SubmissionAction.ANSWER_NOTHING
WITHDRAW, ACCEPT = SubmissionAction.WITHDRAW, SubmissionAction.ACCEPT
RETURN, CANCEL = SubmissionAction.RETURN, SubmissionAction.CANCEL_REQUEST


@pytest.mark.parametrize(
    ("state", "actions"),
    [
        (
            "collecting",
            {
                ReportAction.REQUEST,
                ReportAction.COMPILE,
                ReportAction.FIX,
                ReportAction.DISCARD,
                ReportAction.TAKE_OVER,
            },
        ),
        ("compiled", {ReportAction.COLLECT, ReportAction.FIX, ReportAction.DISCARD, ReportAction.TAKE_OVER}),
        ("in_approval", {ReportAction.APPROVE, ReportAction.REOPEN}),
        ("approved", {ReportAction.PUBLISH, ReportAction.REOPEN}),
        ("published", {ReportAction.REOPEN}),
    ],
)
def test_actions_of_a_report(state: str, actions: set[ReportAction]) -> None:
    report = Report(state=state)
    assert report_actions(report) == actions
    for action in set(ReportAction) - actions:
        with pytest.raises(NotNow):
            require_report(report, action)


@pytest.mark.parametrize(
    ("state", "with_entries", "without_entries"),
    [
        ("asked", {SUBMIT}, {NOTHING, CANCEL}),
        ("sent_back", {SUBMIT}, {NOTHING, CANCEL}),
        ("handed_in", {WITHDRAW, ACCEPT, RETURN}, {WITHDRAW, ACCEPT, RETURN}),
        ("nothing", {WITHDRAW, ACCEPT, RETURN}, {WITHDRAW, ACCEPT, RETURN}),
        ("accepted", {RETURN}, {RETURN}),
    ],
)
def test_actions_of_a_submission(
    state: str, with_entries: set[SubmissionAction], without_entries: set[SubmissionAction]
) -> None:
    submission = Submission(state=state, report=Report(state="collecting"))
    assert submission_actions(submission, has_entries=True) == with_entries
    assert submission_actions(submission, has_entries=False) == without_entries
    for action in set(SubmissionAction) - with_entries:
        with pytest.raises(NotNow):
            require_submission(submission, action, has_entries=True)


@pytest.mark.parametrize("report_state", [state for state in Report.State if state != "collecting"])
@pytest.mark.parametrize(
    ("state", "actions"), [("asked", {CANCEL}), ("handed_in", {ACCEPT}), ("accepted", set())]
)
def test_once_the_collection_has_ended_only_the_coordinator_acts(
    report_state: str, state: str, actions: set[SubmissionAction]
) -> None:
    submission = Submission(state=state, report=Report(state=report_state))
    assert submission_actions(submission, has_entries=False) == actions


@pytest.mark.parametrize(
    ("state", "action", "has_entries", "report_state", "text"),
    [
        (
            "asked",
            SUBMIT,
            False,
            "collecting",
            "Нет строк для представления. Если мероприятий нет, выберите этот ответ.",
        ),
        (
            "asked",
            NOTHING,
            True,
            "collecting",
            "В документе есть строки этого органа: удалите их или представьте сведения.",
        ),
        (
            "asked",
            CANCEL,
            True,
            "collecting",
            "В документе есть строки этого органа: сначала перенесите или удалите их.",
        ),
        (
            "asked",
            ACCEPT,
            True,
            "collecting",
            "Сейчас сведения запрошены: действие невозможно.",
        ),
        ("asked", SUBMIT, True, "compiled", "Сбор сведений для этого документа завершен."),
    ],
)
def test_a_department_is_told_why_not(
    state: str, action: SubmissionAction, has_entries: bool, report_state: str, text: str
) -> None:
    submission = Submission(state=state, report=Report(state=report_state))
    with pytest.raises(NotNow) as refusal:
        require_submission(submission, action, has_entries=has_entries)
    assert str(refusal.value) == text


@pytest.mark.parametrize(
    ("action", "text"),
    [
        (ReportAction.REQUEST, "Сбор сведений для этого документа завершен."),
        (ReportAction.FIX, "Документ закрыт: сначала откройте его для изменений, указав причину."),
        (ReportAction.COMPILE, "Документ сейчас в состоянии «утвержден»: действие невозможно."),
    ],
)
def test_a_coordinator_is_told_why_not(action: ReportAction, text: str) -> None:
    with pytest.raises(NotNow) as refusal:
        require_report(Report(state="approved"), action)
    assert str(refusal.value) == text
