"""The closing note of a report stands beside the records of its meetings."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coopregistry.history import version_of
from events.figures.closing_note import closing_note
from events.models import Entry, Meeting, MeetingCard, Report
from events.vocabulary import Kind
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.events.cooperation.world import coordinator, make_entry, report
from tests.events.meetings.reports import MEETING, dump_of
from tests.permissions.meetings import outside_of_a

pytestmark = pytest.mark.django_db


def met(of: Report, code: str, place: str, kind: str = "meeting", **values: Any) -> Meeting:
    """A meeting a row of the report tells of."""
    within = values.pop("within", "")
    values = {"direction": "at_home", "mode": "in_person", **values}
    entry = make_entry(of, f"Встреча {Meeting.objects.count()}", code, day=date(2031, 5, 5), **values)
    return told_by(entry, place, kind, within=within)


def told_by(entry: Entry, place: str, kind: str = "meeting", within: str = "") -> Meeting:
    day = date(2031, 5, 5)
    key = f"k{Meeting.objects.count()}"
    return Meeting.objects.create(
        entry=entry, key=key, kind=kind, place=place, start=day, end=day, date_from="own", within=within
    )


def noted(*notes: str) -> Report:
    """Two meetings in one house, a delegation elsewhere; a call, a trip and a Russian guest do not count."""
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q2")
    done.notes = list(notes)
    done.save()
    met(done, "by", "г. Смоленск, здание Дома Встреч")
    met(done, "by", "Дом Встреч, г. Смоленск")
    met(done, "kz", "п. Пробный, завод", "reception")
    met(done, "by", "г. Смоленск", mode="online")
    met(done, "by", "г. Витебск, Республика Беларусь")
    met(done, "ru-32", "г. Смоленск")
    met(done, "by", "г. Смоленск", "joint_participation")
    return done


def test_numbers_of_a_note_stand_beside_the_records_of_their_places() -> None:
    done = noted(
        "В II квартале 2031 года состоялись 4 встречи (приемы, переговоры) с иностранными делегациями: "
        "2 приема – в здании Дома Встреч (ул. Пробная, д. 1), одна встреча – на площадке АО «Чайный дом»"
    )
    note = closing_note(done, coordinator())
    assert [(one.number, [line.place for line in one.lines]) for one in note.written] == [
        (4, ["г. Смоленск, здание Дома Встреч", "Дом Встреч, г. Смоленск", "п. Пробный, завод"]),
        (2, ["г. Смоленск, здание Дома Встреч", "Дом Встреч, г. Смоленск"]),
        (1, []),
    ]


def test_a_meeting_counts_once_and_stands_for_the_reception_it_is_within() -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q3")
    meeting = met(done, "by", "г. Смоленск", "reception")
    told_by(meeting.entry, "г. Смоленск", within=meeting.key)
    second = make_entry(done, "Она же", "by", event=meeting.entry.event, direction="at_home")
    told_by(second, "г. Смоленск")
    (line,) = closing_note(done, coordinator()).lines
    assert (line.meeting.kind, len(line.sources)) == ("meeting", 2)


def test_what_no_row_tells_of_is_counted_in_its_period() -> None:
    done = noted()
    for day in (date(2031, 4, 30), date(2031, 7, 1)):
        card = outside_of_a(day=day)
        MeetingCard.objects.filter(pk=card.pk).update(start=date(2024, 1, 1))  # it has begun
    first = closing_note(done, coordinator()).lines[0]
    assert first.sources == ("вне отчета, № 7 от 01.05.2024",)
    assert len(closing_note(done, coordinator()).lines) == 4


@pytest.mark.parametrize("text", ["", "Без чисел", "Всего 5 мероприятий за 2031 год", "№ 4 встречи"])
def test_a_note_without_numbers_of_meetings_says_none(text: str) -> None:
    assert closing_note(noted(text), coordinator()).written == ()


def test_the_note_is_proposed_from_the_records() -> None:
    assert closing_note(noted(), coordinator()).text == (
        "В II квартале 2031 года состоялись 3 встречи (приемы, переговоры) с иностранными делегациями "
        "(отдельными лицами): 1 – г. Смоленск, здание Дома Встреч; 1 – Дом Встреч, г. Смоленск; "
        "1 – п. Пробный, завод"
    )
    empty = report(Kind.INTERNATIONAL_REPORT, "2032-Q1")
    assert closing_note(empty, coordinator()).text.endswith("(отдельными лицами) не проводились")


def test_a_note_that_came_with_the_document_stays(client: Client) -> None:
    note = "В I квартале 2031 года состоялась 1 встреча в здании Дома Встреч"
    import_document(Upload(name="отчет.txt", data=dump_of(MEETING, notes=[note])))
    done = Report.objects.get(period_code="2031-Q1")
    assert done.notes == [note]
    url = reverse("events:closing_note", args=[done.pk])
    assert client.get(url).context["editable"] is False
    refused = client.post(url, {"text": "Другое", "version": version_of(done)})
    assert refused.context["form"].non_field_errors()
    done.refresh_from_db()
    assert done.notes == [note]


def test_a_coordinator_takes_the_note_over_once(client: Client) -> None:
    done = noted("Старое примечание")
    url = reverse("events:closing_note", args=[done.pk])
    sent = {"text": "Новое примечание", "version": client.get(url).context["form"].initial["version"]}
    assert client.post(url, sent).status_code == 302
    done.refresh_from_db()
    assert done.notes == ["Новое примечание"]
    again = client.post(url, {**sent, "text": "Третье"})
    assert again.context["form"].non_field_errors()
    done.state = Report.State.APPROVED
    done.save()
    closed = client.post(url, {"text": "Третье", "version": version_of(done)})
    assert closed.context["form"].non_field_errors()
    done.refresh_from_db()
    assert done.notes == ["Новое примечание"]
