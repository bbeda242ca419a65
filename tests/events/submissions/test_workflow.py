"""The life of a submission: what is refused, what stays, what the history says."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agreements.models import Department
from coopregistry.history import change_set
from coopregistry.models import ChangeSet, User
from events.entries import saving
from events.entries.sections import section_for
from events.models import Entry, Event, Report, Submission
from events.period import Period
from events.reports.opening import open_report
from events.reports.transitions import NotNow
from events.reports.workflow import collect_again, compile_report
from events.submissions import workflow
from events.vocabulary import Kind

pytestmark = pytest.mark.django_db

State = Submission.State


@pytest.fixture
def user() -> User:
    return User.objects.create(username="editor")


@pytest.fixture
def submission() -> Submission:
    department = Department.objects.create(name="Министерство пробных дел", order=5)
    report = open_report(
        Kind.INTERREGIONAL_PLAN, Period(2031, "H1"), deadline=date(2030, 12, 20), departments=[department]
    )
    return report.submissions.get()


def add_entry(submission: Submission) -> Entry:
    return Entry.objects.create(
        report=submission.report,
        department=submission.department,
        section=section_for(submission.report, submission.department),
        order=1,
        event=Event.objects.create(title="Ярмарка"),
        cells={"title": "Ярмарка"},
    )


def test_a_submission_without_entries_is_not_submitted(submission: Submission, user: User) -> None:
    with pytest.raises(NotNow):
        workflow.submit(submission, user=user)
    answered = workflow.answer_nothing(submission, user=user)
    assert (answered.state, answered.nothing, answered.handed_in_by) == (State.NOTHING, True, user)


def test_a_submission_with_entries_is_not_answered_with_nothing(submission: Submission, user: User) -> None:
    add_entry(submission)
    with pytest.raises(NotNow):
        workflow.answer_nothing(submission, user=user)
    submitted = workflow.submit(submission, user=user, letter_number="01-5")
    assert (submitted.state, submitted.handed_in_by, submitted.letter_number) == (
        State.HANDED_IN,
        user,
        "01-5",
    )
    assert not submitted.nothing


def test_a_letter_number_stays_when_none_is_given_anew(submission: Submission, user: User) -> None:
    workflow.answer_nothing(submission, user=user, letter_number="01-5")
    workflow.withdraw(submission)
    assert workflow.answer_nothing(submission, user=user).letter_number == "01-5"


def test_a_returned_submission_comes_again_without_being_late(submission: Submission, user: User) -> None:
    add_entry(submission)
    submitted = workflow.submit(submission, user=user)
    first = submitted.first_handed_in_at
    assert first == submitted.handed_in_at
    assert (first is None, submitted.letter_number) == (False, "")
    workflow.return_submission(submission, note=" Нет места ")
    with pytest.raises(NotNow):
        workflow.withdraw(submission)
    again = workflow.submit(submission, user=user)
    assert (again.note, again.first_handed_in_at) == ("Нет места", first)
    assert again.handed_in_at > first
    accepted = workflow.accept(submission)
    assert (accepted.note, accepted.accepted_at is not None) == ("", True)


def test_a_returned_submission_withdrawn_is_returned_again(submission: Submission, user: User) -> None:
    add_entry(submission)
    first = workflow.submit(submission, user=user).first_handed_in_at
    workflow.return_submission(submission, note="Нет места")
    workflow.submit(submission, user=user)
    withdrawn = workflow.withdraw(submission)
    assert (withdrawn.state, withdrawn.handed_in_at, withdrawn.first_handed_in_at) == (
        State.SENT_BACK,
        None,
        first,
    )


def test_what_is_accepted_is_returned_but_not_withdrawn(submission: Submission, user: User) -> None:
    add_entry(submission)
    workflow.submit(submission, user=user)
    workflow.accept(submission)
    with pytest.raises(NotNow):
        workflow.withdraw(submission)
    returned = workflow.return_submission(submission, note="Нет места")
    assert (returned.state, returned.accepted_at) == (State.SENT_BACK, None)


def test_withdrawing_leaves_a_submission_as_if_it_had_not_come(submission: Submission, user: User) -> None:
    workflow.answer_nothing(submission, user=user)
    withdrawn = workflow.withdraw(submission)
    assert (withdrawn.state, withdrawn.nothing) == (State.ASKED, False)
    assert (withdrawn.handed_in_at, withdrawn.handed_in_by, withdrawn.first_handed_in_at) == (None,) * 3


def test_returning_needs_a_note(submission: Submission, user: User) -> None:
    workflow.answer_nothing(submission, user=user)
    with pytest.raises(NotNow, match=r"^Укажите, что следует исправить\.$"):
        workflow.return_submission(submission, note="  ")
    assert not workflow.return_submission(submission, note="Есть ярмарка").nothing


def test_a_submission_is_overdue_from_the_day_after_its_term_until_it_comes(
    submission: Submission, user: User
) -> None:
    assert not submission.is_overdue(submission.term)
    assert submission.is_overdue(submission.term + timedelta(days=1))
    workflow.answer_nothing(submission, user=user)
    submission.refresh_from_db()
    assert not submission.is_overdue(submission.term + timedelta(days=1))


@pytest.mark.parametrize(("late", "in_time"), [(0, True), (1, False)])
def test_in_time_is_told_by_the_day_it_first_came(submission: Submission, late: int, in_time: bool) -> None:
    submission.first_handed_in_at = timezone.now()
    submission.due = timezone.localdate() - timedelta(days=late)
    assert submission.in_time is in_time


def test_nothing_is_submitted_once_the_collection_has_ended(submission: Submission, user: User) -> None:
    compile_report(submission.report)
    with pytest.raises(NotNow):
        workflow.answer_nothing(submission, user=user)
    collect_again(submission.report)
    assert workflow.answer_nothing(submission, user=user).state == State.NOTHING


def live_through(submission: Submission, user: User) -> None:
    """Every step there is, each in a change set of its own."""
    entry = add_entry(submission)
    steps = (
        lambda: workflow.submit(submission, user=user),
        lambda: workflow.withdraw(submission),
        lambda: workflow.submit(submission, user=user),
        lambda: workflow.accept(submission),
        lambda: workflow.return_submission(submission, note=" Нет места "),
    )
    for step in steps:
        with change_set():
            step()
    entry.remove()
    with change_set():
        workflow.answer_nothing(submission, user=user)
    with change_set():
        workflow.withdraw(submission)
    with change_set():
        workflow.cancel_request(submission)


def test_a_step_gives_its_reason_in_the_history(submission: Submission, user: User) -> None:
    live_through(submission, user)
    steps = ChangeSet.objects.filter(changes__model="events.submission", changes__action="update")
    assert list(steps.order_by("pk").values_list("reason", flat=True)) == [
        "Представлены",
        "Отозваны",
        "Представлены",
        "Приняты",
        "Возвращены на доработку: Нет места",
        "Мероприятий нет",
        "Отозваны",
        "Запрос отозван",
    ]


def test_a_step_is_logged_by_key_and_states(
    submission: Submission, user: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="events.submissions"):
        live_through(submission, user)
    key = f"Submission {submission.pk}"
    assert caplog.messages == [
        f"{key}: submit, from asked to handed_in",
        f"{key}: withdraw, from handed_in to asked",
        f"{key}: submit, from asked to handed_in",
        f"{key}: accept, from handed_in to accepted",
        "Matched 1 rows: 0 linked, 0 wait",
        f"{key}: return, from accepted to sent_back",
        f"{key}: answer_nothing, from sent_back to nothing",
        f"{key}: withdraw, from nothing to sent_back",
        f"{key}: cancel_request",
    ]


def test_rows_handed_in_govern_an_event_shared_with_rows_still_written(
    submission: Submission, user: User
) -> None:
    entry = add_entry(submission)
    other = Department.objects.create(name="Управление опытных работ", order=6)
    Submission.objects.create(report=submission.report, department=other)
    Entry.objects.create(
        report=submission.report,
        department=other,
        order=2,
        event=entry.event,
        cells={"title": "Выставка"},
    )
    Event.objects.filter(pk=entry.event_id).update(title="Сельская ярмарка")
    workflow.submit(submission, user=user)
    entry.event.refresh_from_db()
    assert entry.event.title == "Ярмарка"


FAIR = {
    "title": "Ярмарка народных ремесел",
    "partner": "Брянская область",
    "dates": "12-14 февраля 2031 года",
    "place": "г. Брянск",
}


def test_accepted_rows_are_linked_with_what_was_reported(submission: Submission, user: User) -> None:
    report = Report.objects.create(
        kind="interregional_report", period_code="2031-Q1", basis="department", title="Отчет"
    )
    planned, reported = (
        saving.store(
            Entry(report=document, department=submission.department, cells=dict(FAIR)),
            saving.read_cells(document, FAIR),
        )
        for document in (submission.report, report)
    )
    workflow.submit(submission, user=user)
    events = Entry.objects.filter(pk__in=(planned.pk, reported.pk)).values_list("event", flat=True)
    assert len(set(events)) == 2
    workflow.accept(submission)
    assert len(set(events.all())) == 1


def test_a_request_is_cancelled_while_the_department_has_no_entries(submission: Submission) -> None:
    entry = add_entry(submission)
    with pytest.raises(NotNow):
        workflow.cancel_request(submission)
    entry.remove()
    workflow.cancel_request(submission)
    assert list(submission.report.submissions.all()) == []


def test_an_answered_request_is_not_cancelled(submission: Submission, user: User) -> None:
    workflow.answer_nothing(submission, user=user)
    with pytest.raises(NotNow):
        workflow.cancel_request(submission)
