"""Conditions of the event filter that join other records."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from events.access import Access
from events.event_list.filters import EventFilter
from events.models import Entry, Finding, Meeting, MeetingParticipant
from events.vocabulary import DateFrom, Kind, Level, MeetingKind, Role, Severity, Side
from events.words.stems import stems
from tests.events.cooperation.world import coordinator, make_entry, report, viewer
from tests.events.meetings.reports import MEETING, RECEPTION, TRIP, report_of_rows

pytestmark = pytest.mark.django_db


def found(access: Access | None = None, **query: object) -> set[str]:
    event_filter = EventFilter(QueryDict(urlencode(query, doseq=True)), access or coordinator())
    assert event_filter.is_valid(), event_filter.errors
    return set(event_filter.events.values_list("title", flat=True))


def entry(title: str, *codes: str, **values: object) -> Entry:
    return make_entry(report(Kind.INTERNATIONAL_REPORT, "2031-Q2"), title, *codes, **values)


def meeting(of: Entry, home: Level, partner: Level, name: str = "") -> None:
    made = Meeting.objects.create(
        entry=of,
        key="1",
        kind=MeetingKind.MEETING,
        date_from=DateFrom.ROW,
        home_level=home,
        partner_level=partner,
    )
    if name:
        person = MeetingParticipant(meeting=made, side=Side.HOME, post="Губернатор", name=name)
        person.prepare()
        person.save()


def told(of: Entry, participants: str) -> Entry:
    of.cells = {**of.cells, Role.PARTICIPANTS: participants}
    of.stems = stems(" ".join(of.cells.values()))
    of.save()
    return of


class TestSeveralPartners:
    @pytest.fixture(autouse=True)
    def _events(self) -> None:
        entry("Ярмарка", "by", "kz", "ru-32")
        entry("Форум", "by", "kz")
        entry("Выставка", "by", "by-vitebskaya")
        entry("Концерт", "ru-32")

    def test_any_of_them_or_all_of_them(self) -> None:
        assert found(partner=["by", "kz"]) == {"Ярмарка", "Форум", "Выставка"}
        assert found(partner=["by", "kz"], together="all") == {"Ярмарка", "Форум"}
        assert found(partner=["by", "kz", "ru-32"], together="all") == {"Ярмарка"}

    def test_a_partner_together_with_one_below_it(self) -> None:
        assert found(partner=["by", "by-vitebskaya"], together="all") == {"Выставка"}

    def test_all_except_leaves_out_each_of_them(self) -> None:
        assert found(partner=["kz", "ru-32"], together="all", exclude="partner") == {"Выставка"}

    def test_a_region_abroad_is_one_partner_with_its_state(self) -> None:
        assert found(partners_at_least=2) == {"Ярмарка", "Форум"}
        assert found(partners_at_least=3) == {"Ярмарка"}


class TestTheDocumentsPeriod:
    @pytest.fixture(autouse=True)
    def _events(self) -> None:
        for title, first, last in [
            ("before", (2031, 3, 1), (2031, 3, 31)),
            ("into it", (2031, 3, 31), (2031, 4, 1)),
            ("within", (2031, 4, 1), (2031, 6, 30)),
            ("all around", (2031, 1, 1), (2031, 12, 31)),
            ("after", (2031, 7, 1), (2031, 7, 1)),
        ]:
            entry(title, start=date(*first), end=date(*last), precision="day")
        entry("no day")

    @pytest.mark.parametrize(
        ("outside", "titles"),
        [
            (["wholly"], {"before", "after"}),
            (["partly"], {"into it", "all around"}),
            (["wholly", "partly"], {"before", "after", "into it", "all around"}),
        ],
    )
    def test_days_outside_of_it(self, outside: list[str], titles: set[str]) -> None:
        assert found(outside=outside) == titles


class TestMeetings:
    def test_the_level_of_either_side_finds_it(self) -> None:
        meeting(entry("Переговоры"), Level.HEAD_OF_REGION, Level.HEAD_OF_STATE)
        meeting(entry("Совещание"), Level.HEAD_OF_DEPARTMENT, Level.UNNAMED)
        entry("Ярмарка")
        assert found(level=Level.HEAD_OF_STATE) == {"Переговоры"}
        assert found(level=[Level.HEAD_OF_REGION, Level.HEAD_OF_DEPARTMENT]) == {"Переговоры", "Совещание"}
        assert found(level=Level.AMBASSADOR) == set()

    def test_rows_the_reader_may_not_see_tell_of_none(self) -> None:
        meeting(entry("Переговоры"), Level.HEAD_OF_REGION, Level.UNNAMED)
        Entry.objects.update(removed_at="2031-07-01T00:00:00Z")
        assert found(viewer(), level=Level.HEAD_OF_REGION) == set()


class TestWhoTookPart:
    @pytest.fixture(autouse=True)
    def _events(self) -> None:
        told(entry("Слет"), "Школьники и ВЕТЕРАНЫ, 40 человек")
        told(entry("Вечер ветеранов"), "Артёмовский хор")
        meeting(told(entry("Прием"), "12 человек"), Level.HEAD_OF_REGION, Level.UNNAMED, "Ёлкин И.И.")

    @pytest.mark.parametrize(
        ("words", "titles"),
        [
            ("ветеран", {"Слет"}),  # the title of another says it
            ("школьников", {"Слет"}),
            ("хор", {"Вечер ветеранов"}),
            ("артемовского хора", {"Вечер ветеранов"}),
            ("губернатор елкин", {"Прием"}),
            ("кадеты", set()),
            ("?!", set()),
        ],
    )
    def test_words_of_the_cell_or_a_person_who_met(self, words: str, titles: set[str]) -> None:
        assert found(took_part=words) == titles


class TestRemarks:
    def test_by_the_cell_they_are_about(self) -> None:
        for title, severity, role in [
            ("dates", Severity.WARNING, Role.DATES),
            ("place", Severity.ERROR, Role.PLACE),
            ("folded", Severity.INFO, Role.DATES),
        ]:
            of = entry(title)
            Finding.objects.create(report=of.report, entry=of, code="x", severity=severity, role=role)
        assert found(findings="yes") == {"dates", "place"}
        assert found(findings="no") == {"folded"}
        assert found(findings="dates") == {"dates"}
        assert found(findings=["dates", "place"]) == {"dates", "place"}
        assert found(findings=["dates", "no"]) == {"dates", "folded"}


class TestMode:
    def test_what_says_nothing_was_held_in_person(self) -> None:
        entry("said", mode="in_person")
        entry("silent")
        entry("remote", mode="online")
        assert found(mode="in_person") == {"said", "silent"}
        assert found(mode="in_person", exclude="mode") == {"remote"}
        assert found(mode=["online", "in_person"]) == {"said", "silent", "remote"}
        assert found(missing="mode") == {"silent"}


def test_visits_are_found_by_their_records() -> None:
    report_of_rows(MEETING, RECEPTION, TRIP)
    assert found(visit="meeting") == {TRIP[0], MEETING[0]}
    assert found(visit="incoming") == {RECEPTION[0]}
    assert found(viewer(), visit=["outgoing", "incoming"]) == {RECEPTION[0], TRIP[0]}
