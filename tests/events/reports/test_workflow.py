"""The life of a document and of its parts: what follows what, what is refused, what the history says."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from agreements.models import Department
from coopregistry.history import change_set
from coopregistry.models import ChangeSet, User
from events.entries.sections import section_for
from events.models import Entry, Event, Report, Section, Submission
from events.period import Period
from events.reports import workflow
from events.reports.workflow import NotNow
from events.vocabulary import Kind

pytestmark = pytest.mark.django_db

State = Submission.State


@pytest.fixture
def body() -> Department:
    return Department.objects.create(name="Министерство пробных дел", order=5)


@pytest.fixture
def user() -> User:
    return User.objects.create(username="editor")


@pytest.fixture
def part(body: Department) -> Submission:
    report = workflow.open_report(
        Kind.INTERREGIONAL_PLAN, Period(2031, "H1"), deadline=date(2030, 12, 20), departments=[body]
    )
    return report.submissions.get()


def add_row(part: Submission) -> Entry:
    return Entry.objects.create(
        report=part.report,
        department=part.department,
        section=section_for(part.report, part.department),
        order=1,
        event=Event.objects.create(title="Ярмарка"),
        cells={"title": "Ярмарка"},
    )


def test_an_opened_document_has_the_house_form_and_asks_its_bodies(part: Submission) -> None:
    report = part.report
    assert (
        report.title == "План мероприятий в сфере межрегионального сотрудничества\nна I полугодие 2031 года"
    )
    assert [role for _heading, role in report.headings][:2] == ["number", "partner"]
    assert (report.state, part.state, part.due) == ("collecting", "asked", date(2030, 12, 20))


def test_a_second_document_of_the_same_kind_and_period_is_refused(part: Submission) -> None:
    with pytest.raises(ValidationError, match=r"already|уже"):
        workflow.open_report(Kind.INTERREGIONAL_PLAN, Period(2031, "H1"), deadline=None, departments=[])


def test_asking_again_asks_only_who_was_not_asked(part: Submission, body: Department) -> None:
    other = Department.objects.create(name="Управление опытных работ")
    assert [new.department for new in workflow.ask(part.report, [body, other])] == [other]


def test_a_request_withdrawn_and_made_again_is_the_one_it_was(part: Submission, body: Department) -> None:
    Submission.objects.filter(pk=part.pk).update(note="Нет мест", request_number="№ 1")
    workflow.withdraw_request(part)
    assert workflow.ask(part.report, [body], due=date(2031, 1, 9)) == [part]
    again = Submission.with_removed.get(report=part.report)
    assert (again.removed_at, again.state, again.due) == (None, State.ASKED, date(2031, 1, 9))
    assert (again.note, again.request_number) == ("", "")


def test_bodies_that_are_no_more_are_not_asked() -> None:
    gone = Department.objects.create(name="Комитет былого", in_force_to=date(2020, 1, 1))
    standing = Department.objects.create(name="Комитет нынешнего")
    guessed = Department.objects.create(name="Комитет из документа", confirmed=False)
    asked = set(workflow.bodies_in_force())
    assert asked & {gone, standing, guessed} == {standing}


def test_a_part_without_rows_is_not_handed_in(part: Submission, user: User) -> None:
    with pytest.raises(NotNow):
        workflow.hand_in(part, user=user)
    assert workflow.answer_nothing(part, user=user).state == State.NOTHING


def test_a_part_with_rows_is_not_answered_with_nothing(part: Submission, user: User) -> None:
    add_row(part)
    with pytest.raises(NotNow):
        workflow.answer_nothing(part, user=user)
    handed = workflow.hand_in(part, user=user, letter_number="01-5")
    assert (handed.state, handed.handed_in_by, handed.letter_number) == (State.HANDED_IN, user, "01-5")


def test_a_part_goes_back_with_a_note_and_comes_again_without_being_late(
    part: Submission, user: User
) -> None:
    add_row(part)
    first = workflow.hand_in(part, user=user).first_handed_in_at
    workflow.send_back(part, note="Нет места")
    with pytest.raises(NotNow):
        workflow.take_back(part)
    again = workflow.hand_in(part, user=user)
    assert (again.note, again.first_handed_in_at) == ("Нет места", first)
    assert workflow.accept(part).note == ""


def test_what_is_accepted_is_not_taken_back(part: Submission, user: User) -> None:
    add_row(part)
    workflow.hand_in(part, user=user)
    workflow.accept(part)
    with pytest.raises(NotNow):
        workflow.take_back(part)


def test_taking_back_leaves_the_part_as_if_it_had_not_come(part: Submission, user: User) -> None:
    workflow.answer_nothing(part, user=user)
    taken = workflow.take_back(part)
    assert (taken.state, taken.nothing, taken.handed_in_at, taken.first_handed_in_at) == (
        State.ASKED,
        False,
        None,
        None,
    )


def test_sending_back_needs_a_note(part: Submission, user: User) -> None:
    workflow.answer_nothing(part, user=user)
    with pytest.raises(NotNow):
        workflow.send_back(part, note="  ")


def test_a_part_is_overdue_from_the_day_after_its_term_until_it_comes(part: Submission, user: User) -> None:
    assert not part.is_overdue(part.term)
    assert part.is_overdue(part.term + timedelta(days=1))
    workflow.answer_nothing(part, user=user)
    part.refresh_from_db()
    assert not part.is_overdue(part.term + timedelta(days=1))


@pytest.mark.parametrize(("late", "in_time"), [(0, True), (1, False)])
def test_in_time_is_told_by_the_day_it_first_came(part: Submission, late: int, in_time: bool) -> None:
    part.first_handed_in_at = timezone.now()
    part.due = timezone.localdate() - timedelta(days=late)
    assert part.in_time is in_time


def test_nothing_is_handed_in_once_the_collection_has_ended(part: Submission, user: User) -> None:
    workflow.compile_report(part.report)
    with pytest.raises(NotNow):
        workflow.answer_nothing(part, user=user)
    workflow.collect_again(part.report)
    assert workflow.answer_nothing(part, user=user).state == State.NOTHING


def test_a_document_is_not_approved_before_an_edition_is_fixed(part: Submission) -> None:
    workflow.compile_report(part.report)
    with pytest.raises(NotNow):
        workflow.approve(part.report, on=date(2030, 12, 25), by="Заместитель Губернатора")


def test_a_closed_document_is_opened_only_with_a_reason(part: Submission) -> None:
    Report.objects.update(state=Report.State.IN_APPROVAL)
    workflow.approve(part.report, on=date(2030, 12, 25), by="Заместитель Губернатора", number="5")
    workflow.publish(part.report, on=date(2030, 12, 26), address="https://example.org/plan")
    with pytest.raises(NotNow):
        workflow.reopen(part.report, reason=" ")
    workflow.reopen(part.report, reason="Перенос ярмарки")
    report = Report.objects.get()
    assert (report.state, report.approved_on, report.approval_number, report.published_at) == (
        Report.State.COMPILED,
        None,
        "",
        "",
    )


def test_every_step_says_in_the_history_why(part: Submission, user: User) -> None:
    add_row(part)
    with change_set(user=user):
        workflow.hand_in(part, user=user)
    with change_set(user=user):
        workflow.send_back(part, note="Нет места")
    sent_back, handed_in = ChangeSet.objects.order_by("-pk")[:2]
    assert handed_in.reason != ""
    assert sent_back.reason.endswith("Нет места")


def test_a_request_is_withdrawn_while_the_body_has_no_rows(part: Submission) -> None:
    row = add_row(part)
    with pytest.raises(NotNow):
        workflow.withdraw_request(part)
    row.remove()
    workflow.withdraw_request(part)
    assert list(part.report.submissions.all()) == []


def test_sections_stand_in_protocol_order(part: Submission, body: Department) -> None:
    first = Department.objects.create(name="Аппарат", order=1)
    last = Department.objects.create(name="Ветеринария", order=9)
    for department in (last, body, first, body):
        section_for(part.report, department)
    titles = Section.objects.order_by("order").values_list("title", "order")
    assert list(titles) == [("Аппарат", 1), (body.name, 2), ("Ветеринария", 3)]
