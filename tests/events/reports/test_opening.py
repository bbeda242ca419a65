"""Opening a report and requesting submissions: whom, until when, and what a second request is."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Department, Succession
from events.models import Report, Submission
from events.period import Period
from events.reports.opening import (
    default_deadline,
    departments_in_force,
    open_report,
    request_submissions,
    set_deadline,
)
from events.reports.transitions import NotNow
from events.submissions import workflow
from events.vocabulary import Kind

pytestmark = pytest.mark.django_db

State = Submission.State
DAY = date(2031, 3, 10)


@pytest.fixture
def department() -> Department:
    return Department.objects.create(name="Министерство пробных дел", order=5)


@pytest.fixture
def submission(department: Department) -> Submission:
    report = open_report(
        Kind.INTERREGIONAL_PLAN, Period(2031, "H1"), deadline=date(2030, 12, 20), departments=[department]
    )
    return report.submissions.get()


def test_an_opened_report_has_the_house_form_and_requests_submissions(submission: Submission) -> None:
    report = submission.report
    assert (
        report.title == "План мероприятий в сфере межрегионального сотрудничества\nна I полугодие 2031 года"
    )
    assert [role for _heading, role in report.headings][:2] == ["number", "partner"]
    assert (report.state, submission.state, submission.due) == ("collecting", "asked", date(2030, 12, 20))


def test_a_second_report_of_the_same_kind_and_period_is_refused(submission: Submission) -> None:
    with pytest.raises(ValidationError, match=r"already|уже"):
        open_report(Kind.INTERREGIONAL_PLAN, Period(2031, "H1"), deadline=None, departments=[])


@pytest.mark.parametrize(
    ("kind", "period", "deadline"),
    [
        (Kind.INTERREGIONAL_PLAN, Period(2031, "H1"), date(2030, 12, 22)),
        (Kind.INTERNATIONAL_PLAN, Period(2031), date(2030, 12, 22)),
        (Kind.INTERREGIONAL_REPORT, Period(2031, "Q1"), date(2031, 4, 5)),
        (Kind.AGREEMENTS_REPORT, Period(2031), date(2032, 1, 5)),
    ],
)
def test_plans_are_due_ten_days_before_their_period_and_reports_five_days_after(
    kind: Kind, period: Period, deadline: date
) -> None:
    assert default_deadline(kind, period) == deadline


@pytest.mark.parametrize(
    ("since", "until", "in_force"),
    [
        (None, None, True),
        (date(2031, 3, 9), None, True),
        (DAY, None, True),
        (date(2031, 3, 11), None, False),
        (None, date(2031, 3, 11), True),
        (None, DAY, True),
        (None, date(2031, 3, 9), False),
    ],
)
def test_departments_are_in_force_from_their_first_day_to_their_last(
    since: date | None, until: date | None, in_force: bool
) -> None:
    department = Department.objects.create(name="Комитет", in_force_from=since, in_force_to=until)
    assert departments_in_force(DAY).filter(pk=department.pk).exists() == in_force


@pytest.mark.parametrize(
    ("day", "in_force"), [(None, False), (date(2031, 3, 9), False), (DAY, False), (date(2031, 3, 11), True)]
)
def test_a_department_is_in_force_until_it_is_succeeded(day: date | None, in_force: bool) -> None:
    old = Department.objects.create(name="Комитет былого")
    new = Department.objects.create(name="Комитет нынешнего")
    Succession.objects.create(predecessor=old, successor=new, date=day)
    assert departments_in_force(DAY).filter(pk=old.pk).exists() == in_force
    assert departments_in_force(DAY).filter(pk=new.pk).exists()


def test_a_department_only_read_in_a_document_is_not_in_force() -> None:
    guessed = Department.objects.create(name="Комитет из документа", confirmed=False)
    assert not departments_in_force().filter(pk=guessed.pk).exists()


def test_a_second_request_leaves_out_departments_that_have_one(
    submission: Submission, department: Department
) -> None:
    other = Department.objects.create(name="Управление опытных работ")
    new = request_submissions(submission.report, [department, other])
    assert [submission.department for submission in new] == [other]
    assert submission.report.submissions.count() == 2


def test_a_request_cancelled_and_made_again_keeps_its_key(
    submission: Submission, department: Department
) -> None:
    Submission.objects.filter(pk=submission.pk).update(note="Нет мест", request_number="№ 1")
    workflow.cancel_request(submission)
    assert request_submissions(submission.report, [department], due=date(2031, 1, 9)) == [submission]
    again = Submission.with_removed.get(report=submission.report)
    assert (again.removed_at, again.state, again.due) == (None, State.ASKED, date(2031, 1, 9))
    assert (again.note, again.request_number) == ("", "")


def test_nothing_is_requested_once_the_collection_has_ended(submission: Submission) -> None:
    Report.objects.update(state=Report.State.COMPILED)
    report = Report.objects.get()
    with pytest.raises(NotNow):
        request_submissions(report, [Department.objects.create(name="Управление опытных работ")])


def test_a_new_deadline_is_that_of_submissions_under_way_alone(submission: Submission) -> None:
    done = Submission.objects.create(
        report=submission.report,
        department=Department.objects.create(name="Управление опытных работ"),
        state=State.HANDED_IN,
        due=date(2030, 12, 20),
    )
    set_deadline(submission.report, date(2031, 1, 9))
    due = dict(Submission.objects.values_list("pk", "due"))
    assert due == {submission.pk: date(2031, 1, 9), done.pk: date(2030, 12, 20)}
    assert Report.objects.get().deadline == date(2031, 1, 9)
