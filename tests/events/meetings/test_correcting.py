"""What a person says of meetings and results holds until the cell changes, and can be taken back."""

from collections.abc import Callable
from datetime import date

import pytest

from agreements.gazetteer import current_gazetteer
from coopregistry.history import change_set
from coopregistry.models import ChangeSet
from coopregistry.undo import undo
from events.entries.joining import Grounds, join, part
from events.entries.rereading import read_again, store_rereadings, with_what_reading_needs
from events.entries.saving import reword
from events.entries.told_records import Told
from events.meetings.correcting import add, as_read, confirm, correct, strike, told_of
from events.meetings.forms import MeetingForm, ResultForm
from events.models import Entry, Meeting, Result
from events.vocabulary import Level, MeetingKind, Role, Side
from importers.documents.upload import Upload
from importers.importing import import_document

from .reports import MEETING, RECEPTION, TRIP, dump_of, report_of_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> Entry:
    report_of_rows(MEETING)
    return Entry.objects.get()


def meeting_of(entry: Entry) -> Told:
    return next(told for told in told_of(entry).values() if told.found.kind is MeetingKind.MEETING)


def corrected_subject(entry: Entry, subject: str) -> None:
    told = meeting_of(entry)
    data = {**MeetingForm.initial_of(told.found), "version": "0", "subject": subject}
    form = MeetingForm({name: value for name, value in data.items() if value is not None})
    assert form.is_valid(), form.errors
    correct(entry, told, form.found(told.found, current_gazetteer()))


def subjects() -> list[str]:
    return list(Meeting.objects.order_by("pk").values_list("subject", flat=True))


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


def reword_another_cell(entry: Entry) -> None:
    reword(Entry.objects.get(pk=entry.pk), Role.PLACE, "г. Смоленск, зал", by_department=False)


@pytest.mark.parametrize("change", [import_again, recognise_again, join_and_part, reword_another_cell])
def test_a_correction_holds_while_its_cell_stands(entry: Entry, change: Callable[[Entry], None]) -> None:
    corrected_subject(entry, "вопросы поставок сыра")
    change(entry)
    assert "вопросы поставок сыра" in subjects()
    assert "вопросы поставок льна" not in subjects()


def test_a_correction_goes_with_its_cell(entry: Entry) -> None:
    corrected_subject(entry, "вопросы поставок сыра")
    changed = (MEETING[0].replace("В.В. Выдумова", "П.П. Придумова"), *MEETING[1:])
    reword(Entry.objects.get(), Role.TITLE, changed[0], by_department=False)
    assert subjects() == ["вопросы поставок льна"]


def test_a_struck_meeting_is_in_no_register_and_can_be_taken_in_again(entry: Entry) -> None:
    told = meeting_of(entry)
    strike(entry, told)
    assert Meeting.objects.count() == 0
    recognise_again(entry)
    assert Meeting.objects.count() == 0
    as_read(Entry.objects.get(), told.key)
    assert subjects() == ["вопросы поставок льна"]


def test_an_added_meeting_stays_whatever_becomes_of_the_cells(entry: Entry) -> None:
    form = MeetingForm(
        {
            "version": "0",
            "kind": "meeting",
            "start": "2031-02-06",
            "place": "г. Смоленск",
            "home": "Губернатор Смоленской области | В.В. Выдумов",
            "partner": "Министр энергетики Республики Беларусь | Б.Б. Образцов",
            "subject": "энергетика",
        }
    )
    assert form.is_valid(), form.errors
    add(entry, form.found(None, current_gazetteer()))
    for role in (Role.TITLE, Role.CONTENT):
        reword(Entry.objects.get(), role, "Выставка", by_department=False)
    (added,) = Meeting.objects.filter(by_person=True)
    assert (added.home_level, added.partner_level) == (Level.HEAD_OF_REGION, Level.GOVERNMENT)
    assert [str(one) for one in added.of_side(Side.PARTNER)] == [
        "Министр энергетики Республики Беларусь Б.Б. Образцов"
    ]
    strike(Entry.objects.get(), told_of(Entry.objects.get())[added.key])
    assert not Meeting.objects.filter(by_person=True).exists()


def test_a_confirmed_record_asks_no_more() -> None:
    report_of_rows(RECEPTION)
    entry = Entry.objects.get()
    (told,) = told_of(entry).values()
    confirm(entry, told)
    meeting = Meeting.objects.get()
    assert (meeting.is_to_confirm, meeting.by_person, meeting.size) == (False, True, 15)


def test_a_result_is_corrected_as_well(entry: Entry) -> None:
    told = next(one for one in told_of(entry).values() if one.found.kind == "agreed")
    data = {**ResultForm.initial_of(told.found), "version": "0", "parties": "Смоленская область\nАрмения"}
    form = ResultForm({name: value for name, value in data.items() if value is not None})
    assert form.is_valid(), form.errors
    correct(entry, told, form.found(told.found, current_gazetteer()))
    recognise_again(entry)
    assert Result.objects.get().parties == ["Смоленская область", "Армения"]


def test_undo_takes_a_correction_back(entry: Entry) -> None:
    with change_set() as changes:
        corrected_subject(entry, "вопросы поставок сыра")
    undo(ChangeSet.objects.get(pk=changes.written.pk))
    assert subjects() == ["вопросы поставок льна"]


def test_undo_of_a_reading_brings_its_meetings_back(entry: Entry) -> None:
    with change_set() as changes:
        reword(entry, Role.TITLE, "Выставка", by_department=False)
    assert not Meeting.objects.filter(kind=MeetingKind.MEETING).exists()
    undo(ChangeSet.objects.get(pk=changes.written.pk))
    assert [meeting.kind for meeting in Meeting.objects.all()] == [MeetingKind.MEETING]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"start": "2031-02-06", "end": "2031-02-05"}, "end"),
        ({"end": "2031-02-05"}, "start"),
        ({"partner": ""}, "partner"),
        ({"size": "0"}, "size"),
        ({"kind": "party"}, "kind"),
    ],
)
def test_the_form_refuses_what_cannot_be(given: dict[str, str], field: str) -> None:
    whole = {"version": "0", "kind": "meeting", "start": "", "partner": "Посол | А.А. Небывалян"}
    form = MeetingForm({**whole, **given})
    assert field in form.errors


def test_a_meeting_of_one_day_ends_on_it(entry: Entry) -> None:
    form = MeetingForm(
        {"version": "0", "kind": "trip", "start": "06.02.2031", "home": "министр | И.И. Выдумов"}
    )
    assert form.is_valid(), form.errors
    found = form.found(None, current_gazetteer())
    assert (found.start, found.end) == (date(2031, 2, 6), date(2031, 2, 6))
