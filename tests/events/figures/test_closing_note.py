"""The closing note of a report is checked against its entries."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from coopregistry.history import version_of
from events.figures.closing_note import closing_note
from events.models import Report
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report

pytestmark = pytest.mark.django_db


def noted(*notes: str) -> Report:
    """Two meetings in one house, a delegation elsewhere; a call, a trip and a Russian guest do not count."""
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q2")
    done.notes = list(notes)
    done.save()
    for title, place, code, values in (
        ("Рабочая встреча с послом", "г. Смоленск, здание Дома Встреч", "by", {"activity": "meeting"}),
        ("Переговоры с консулом", "Дом Встреч, г. Смоленск", "by", {"activity": "negotiations"}),
        ("Визит делегации", "п. Пробный, завод", "kz", {"activity": "visit"}),
        ("Видеоконференция", "г. Смоленск", "by", {"activity": "meeting", "mode": "online"}),
        ("Визит в соседний край", "г. Витебск", "by", {"activity": "visit", "direction": "outgoing"}),
        ("Встреча с гостем из Брянска", "г. Смоленск", "ru-32", {"activity": "meeting"}),
        ("Выставка", "г. Смоленск", "by", {"activity": "exhibition"}),
    ):
        entry = make_entry(
            done, title, code, day=date(2031, 5, 5), **{"direction": "at_home", "mode": "in_person", **values}
        )
        entry.cells["place"] = place
        entry.save()
    return done


def test_the_numbers_of_a_note_are_held_against_its_rows() -> None:
    done = noted(
        "В II квартале 2031 года состоялись 4 встречи (приемы, переговоры) с иностранными делегациями: "
        "2 приема – в здании Дома Встреч (ул. Пробная, д. 1), одна встреча – на площадке АО «Чайный дом»"
    )
    note = closing_note(done, coordinator())
    assert [(one.number, len(one.entries), one.difference) for one in note.written] == [
        (4, 3, -1),
        (2, 2, 0),
        (1, 0, -1),
    ]
    assert {one.cells["title"] for one in note.written[1].entries} == {
        "Рабочая встреча с послом",
        "Переговоры с консулом",
    }


def test_an_event_two_departments_tell_of_is_one_meeting() -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q3")
    first = make_entry(done, "Рабочая встреча", "by", activity="meeting", direction="at_home")
    make_entry(done, "Рабочая встреча", "by", event=first.event, activity="meeting", direction="at_home")
    assert len(closing_note(done, coordinator()).entries) == 1


@pytest.mark.parametrize("text", ["", "Без чисел", "Всего 5 мероприятий за 2031 год", "№ 4 встречи"])
def test_a_note_without_numbers_of_meetings_says_none(text: str) -> None:
    assert closing_note(noted(text), coordinator()).written == ()


def test_the_note_is_written_from_the_rows() -> None:
    assert closing_note(noted(), coordinator()).text == (
        "В II квартале 2031 года состоялись 3 встречи (приемы, переговоры) с иностранными делегациями "
        "(отдельными лицами): 1 – г. Смоленск, здание Дома Встреч; 1 – Дом Встреч, г. Смоленск; "
        "1 – п. Пробный, завод"
    )
    empty = report(Kind.INTERNATIONAL_REPORT, "2032-Q1")
    assert closing_note(empty, coordinator()).text.endswith("(отдельными лицами) не проводились")


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
