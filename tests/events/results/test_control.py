"""An arrangement under control outlives its row, and every decision on it is kept and can be taken back."""

from collections.abc import Callable
from datetime import date

import pytest

from agreements.models import Department
from coopregistry.history import change_set
from coopregistry.models import ChangeSet, User
from coopregistry.undo import undo
from events.entries.joining import Grounds, join, part
from events.entries.rereading import read_again, store_rereadings, with_what_reading_needs
from events.entries.saving import reword
from events.entries.told_records import save_outdated_results
from events.models import ControlDecision, Entry, ExecutionReport, Result, ResultCard
from events.results.control import decide, report_execution, take_back
from events.results.lines import ResultLine, heads_of
from events.vocabulary import ControlState, Role
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.events.meetings.reports import MEETING, TRIP, dump_of, report_of_rows

pytestmark = pytest.mark.django_db
DUE = date(2031, 6, 1)


@pytest.fixture
def entry() -> Entry:
    report_of_rows(MEETING)
    return Entry.objects.get()


@pytest.fixture
def user() -> User:
    return User.objects.create(username="coordinator")


@pytest.fixture
def department() -> Department:
    return Department.objects.create(name="Министерство пробных дел")


def only_line() -> ResultLine:
    (line,) = heads_of(Result.objects.all())
    return line


def decided(
    state: ControlState, department: Department, user: User, *, due: date | None = DUE, basis: str = "Письмо"
) -> ControlDecision:
    with change_set(user=user):
        return decide(only_line(), state, department=department, due=due, basis=basis, user=user)


def import_again(entry: Entry) -> None:
    import_document(Upload(name="отчет.txt", data=dump_of(MEETING)))


def recognise_again(entry: Entry) -> None:
    # As if the rules had read it otherwise before.
    Entry.objects.filter(pk=entry.pk).update(recognised={})
    store_rereadings(list(read_again(with_what_reading_needs(Entry.objects.all()))))


def join_and_part(entry: Entry) -> None:
    import_document(Upload(name="отчет.txt", data=dump_of(MEETING, TRIP)))
    first, second = Entry.objects.order_by("number")
    join(first, second, Grounds())
    part(second, Grounds())


def words_added_to_the_sentence(entry: Entry) -> None:
    content = MEETING[3].replace("провести ярмарку", "провести ярмарку весной 2032 года")
    reword(Entry.objects.get(), Role.CONTENT, content, by_department=False)


def removed_and_read_again(entry: Entry) -> None:
    """The row moves to where it cannot be told for the same."""
    entry = Entry.objects.get()
    entry.remove()
    import_again(entry)


@pytest.mark.parametrize(
    "change",
    [import_again, recognise_again, join_and_part, words_added_to_the_sentence, removed_and_read_again],
)
def test_control_outlives_what_becomes_of_the_row(
    entry: Entry, department: Department, user: User, change: Callable[[Entry], None]
) -> None:
    decided(ControlState.UNDER_WAY, department, user)
    change(entry)
    line = only_line()
    assert line.is_controlled
    assert (line.card.department, line.card.due) == (department, DUE)


def test_control_stays_where_no_row_tells_of_it_any_more(
    entry: Entry, department: Department, user: User
) -> None:
    decided(ControlState.UNDER_WAY, department, user)
    reword(Entry.objects.get(), Role.CONTENT, "Встреча прошла.", by_department=False)
    assert not Result.objects.exists()
    (line,) = heads_of(Result.objects.all(), ResultCard.objects.all())
    assert (line.told, line.title) == ([], "Достигнута договоренность провести ярмарку")


def test_undoing_the_import_leaves_what_is_under_control(
    entry: Entry, department: Department, user: User
) -> None:
    imported = ChangeSet.objects.filter(changes__model="events.entry").latest("pk")
    decided(ControlState.UNDER_WAY, department, user)
    undone = undo(imported)
    assert undone.refused == ()
    assert not Entry.objects.exists()
    assert ResultCard.objects.get().is_under_way
    import_again(entry)
    assert only_line().is_controlled


def test_the_last_decision_can_be_taken_back_and_then_the_one_before(
    entry: Entry, department: Department, user: User
) -> None:
    first = decided(ControlState.UNDER_WAY, department, user)
    last = decided(ControlState.EXTENDED, department, user, due=date(2031, 9, 1))
    assert not take_back(first)
    assert take_back(last)
    card = ResultCard.objects.get()
    assert (card.state, card.due) == (ControlState.UNDER_WAY, DUE)
    assert take_back(first)
    line = only_line()
    assert (line.is_controlled, line.is_proposal) == (False, True)


def test_who_decided_and_on_what_basis_is_kept(entry: Entry, department: Department, user: User) -> None:
    decided(ControlState.UNDER_WAY, department, user, basis="Поручение № 5")
    decided(ControlState.DONE, department, user, basis="Письмо № 7")
    told = [(one.state, one.basis, one.user) for one in ControlDecision.objects.all()]
    assert told == [("under_way", "Поручение № 5", user), ("done", "Письмо № 7", user)]


@pytest.mark.parametrize(
    ("state", "due", "is_overdue"),
    [
        (ControlState.UNDER_WAY, date(2020, 1, 1), True),
        (ControlState.EXTENDED, date(2020, 1, 1), True),
        (ControlState.UNDER_WAY, None, False),
        (ControlState.DONE, date(2020, 1, 1), False),
        (ControlState.RELEASED, date(2020, 1, 1), False),
    ],
)
def test_what_is_open_and_past_its_term_is_overdue(
    entry: Entry, department: Department, user: User, state: ControlState, due: date | None, is_overdue: bool
) -> None:
    decided(state, department, user, due=due)
    assert only_line().is_overdue is is_overdue
    assert ResultCard.objects.overdue(date(2021, 1, 1)).exists() is is_overdue


def test_a_decision_answers_the_reports_that_wait(entry: Entry, department: Department, user: User) -> None:
    decided(ControlState.UNDER_WAY, department, user)
    with change_set(user=user):
        report = report_execution(ResultCard.objects.get(), "Ярмарка проведена.", None, user)
    last = decided(ControlState.DONE, department, user)
    assert ExecutionReport.objects.get().decision == last
    take_back(last)
    report.refresh_from_db()
    assert report.decision is None


def test_results_of_an_earlier_version_are_completed(entry: Entry) -> None:
    Result.objects.update(search="", digest="as of before")
    Result.partners.through.objects.all().delete()
    save_outdated_results()
    result = Result.objects.get()
    assert result.search.startswith("достигнута договоренность")
    assert [partner.code for partner in result.partners.all()] == ["am"]
