"""People met: who is whose, what their pages show to whom, and who decides on it."""

from collections.abc import Callable

import pytest

from coopregistry.history import change_set
from coopregistry.models import ChangeSet, User
from coopregistry.undo import undo
from events.access import Access
from events.entries.rereading import read_again, store_rereadings, with_what_reading_needs
from events.entries.saving import reword
from events.models import Entry, Meeting, Person, PersonDecision
from events.people.deciding import NotSoNow, join, take_apart
from events.people.detail import person_detail
from events.people.queries import named_people, namesakes, people_met
from events.vocabulary import Role
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.events.meetings.reports import MEETING, RECEPTION, TRIP, dump_of, report_of_rows
from tests.events.people.reports import AS_MINISTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def access() -> Access:
    return Access.of(User.objects.create_superuser("boss"))


def posts(access: Access) -> list[tuple[str, list[str]]]:
    return [
        (str(person), [held.post for held in person_detail(person, access).posts])
        for person in people_met(access).order_by("name_key", "pk")
    ]


def test_each_official_has_a_page_with_posts_and_those_met(access: Access) -> None:
    report_of_rows(MEETING, RECEPTION, TRIP)
    names = [str(person) for person in people_met(access).order_by("name_key")]
    assert names == ["В.В. Выдумов", "М.М. Выдумянц", "Н.Н. Небывайко", "А.А. Небывалян", "Л.Л. Придумкина"]
    governor = person_detail(Person.objects.get(name="В.В. Выдумов"), access)
    assert [held.post for held in governor.posts] == ["Губернатор Смоленской области"]
    assert [(str(one.participant.person), one.count) for one in governor.met] == [("А.А. Небывалян", 1)]


def test_a_meeting_within_a_trip_is_not_added_to_it(access: Access) -> None:
    report_of_rows(TRIP)
    traveller = person_detail(Person.objects.get(name="Л.Л. Придумкина"), access)
    assert (len(traveller.meetings), traveller.count) == (2, 1)
    assert [one.is_within for one in traveller.meetings].count(True) == 1


def test_the_same_name_in_another_organisation_is_another_person_until_told(access: Access) -> None:
    report_of_rows(MEETING, AS_MINISTER)
    first, second = Person.objects.filter(name="В.В. Выдумов").order_by("pk")
    assert list(namesakes(first, access)) == [second]
    with change_set() as changes:
        join(first, second)
    assert [
        [held.post for held in person_detail(person, access).posts]
        for person in Person.objects.filter(name="В.В. Выдумов")
    ] == [["Министр сельского хозяйства Смоленской области", "Губернатор Смоленской области"]]
    undo(ChangeSet.objects.get(pk=changes.written.pk))
    assert Person.objects.filter(name="В.В. Выдумов").count() == 2
    assert not PersonDecision.objects.exists()


def read_anew() -> None:
    Entry.objects.update(recognised={})
    store_rereadings(list(read_again(with_what_reading_needs(Entry.objects.all()))))


def import_anew() -> None:
    rows = Entry.objects.in_bulk()
    for entry in rows.values():
        entry.remove()
    import_document(Upload(name="отчет.txt", data=dump_of(MEETING, AS_MINISTER)))


@pytest.mark.parametrize("again", [read_anew, import_anew])
def test_a_decision_holds_for_meetings_read_again(access: Access, again: Callable[[], None]) -> None:
    report_of_rows(MEETING, AS_MINISTER)
    first, second = Person.objects.filter(name="В.В. Выдумов").order_by("pk")
    join(first, second)
    again()
    (only,) = people_met(access).filter(name="В.В. Выдумов")
    assert only.key == first.key
    assert len(person_detail(only, access).meetings) == 2


def test_what_was_joined_is_taken_apart_again(access: Access) -> None:
    report_of_rows(MEETING, AS_MINISTER)
    before = posts(access)
    first, second = Person.objects.filter(name="В.В. Выдумов").order_by("pk")
    join(first, second)
    take_apart(first, second.key)
    assert posts(access) == before


def test_two_of_one_name_in_one_organisation_are_told_apart_by_post(access: Access) -> None:
    deputy = tuple(
        text.replace("Губернатора", "первого заместителя Губернатора").replace(
            "Губернатор ", "Первый заместитель Губернатора "
        )
        for text in MEETING
    )
    report_of_rows(MEETING, (deputy[0], deputy[1], "7 февраля 2031 года", *deputy[3:]))
    person = Person.objects.get(name="В.В. Выдумов")
    held = person_detail(person, access).posts
    assert len(held) == 2
    with change_set() as changes:
        take_apart(person, held[0].post_identity)
    assert Person.objects.filter(name="В.В. Выдумов").count() == 2
    with pytest.raises(NotSoNow):  # one post is left
        take_apart(Person.objects.get(pk=person.pk), held[1].post_identity)
    undo(ChangeSet.objects.get(pk=changes.written.pk))
    assert Person.objects.filter(name="В.В. Выдумов").count() == 1


def test_nobody_is_joined_with_themselves(access: Access) -> None:
    report_of_rows(MEETING)
    person = Person.objects.get(name="В.В. Выдумов")
    with pytest.raises(NotSoNow):
        join(person, person)


def test_a_person_goes_with_the_last_meeting() -> None:
    report_of_rows(MEETING)
    for role in (Role.TITLE, Role.CONTENT, Role.PARTICIPANTS):
        reword(Entry.objects.get(), role, "Выставка", by_department=False)
    assert (Meeting.objects.count(), Person.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Выдумова", ["В.В. Выдумов"]),
        ("губернатором Выдумовым", ["В.В. Выдумов"]),
        ("мэра", ["М.М. Выдумянц"]),
        ("Выдумов посол", []),
        ("", []),
    ],
)
def test_search_finds_people_by_any_form_of_name_and_post(
    access: Access, words: str, found: list[str]
) -> None:
    report_of_rows(MEETING, TRIP)
    assert [str(person) for person in named_people(words, access)] == found
