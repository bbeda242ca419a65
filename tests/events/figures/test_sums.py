"""Sums over the events of a scope."""

import pytest

from coopregistry.models import User
from events.access import Access
from events.figures.event_facts import EventFacts
from events.figures.sums import Participants
from events.figures.tallies import tally_of
from tests.events.figures.scopes import figures

pytestmark = pytest.mark.django_db


def test_an_event_is_counted_once_however_many_rows_speak_of_it(boss: User) -> None:
    found = figures("period=2025", Access.of(boss))
    spheres = {cells[0].value: cells[1].value for cells in found.table("sphere").rows}
    departments = {cells[0].value: cells[1].value for cells in found.table("department").rows}
    partners = {cells[0].value: cells[1].value for cells in found.table("partner").rows}
    assert found.total.events == 6
    assert max(spheres.values()) == 4  # «no sphere» is the largest
    assert departments["Министерство пробных дел левое; Министерство пробных дел правое"] == 2
    assert (partners["Беларусь"], partners["Казахстан"]) == (1, 1)


def test_participants_say_of_how_many_rows_and_what_they_promise(boss: User) -> None:
    total = figures("period=2025&by=documents&kind=international_report", Access.of(boss)).total
    assert (total.participants.number, total.participants.rows_with_figure, total.participants.rows) == (
        52,
        2,
        3,
    )
    assert total.participants.words == "около 52"
    assert total.participants.of_rows == "по 2 строкам из 3"
    assert Participants(number=1200, rows_with_figure=21, rows=30, at_least=True).words == "не менее 1\xa0200"
    assert Participants(rows_with_figure=21, rows=30).of_rows == "по 21 строке из 30"


def test_signed_documents_are_those_of_reports(boss: User) -> None:
    signing = next(
        cells[1]
        for cells in figures("period=2025", Access.of(boss)).table("whole").rows
        if cells[1].aside == "документов: 4" and cells[1].value == 2
    )
    assert signing.query.endswith("result=signed&outcome=reported")


def facts(participants: int | None, bound: str = "") -> EventFacts:
    return EventFacts(
        pk=1,
        start=None,
        end=None,
        signed=False,
        agreed=False,
        participants=participants,
        bound=bound,
        reported=True,
    )


@pytest.mark.parametrize(
    ("numbers", "words", "of_rows"),
    [
        ([(1500, ""), (None, "")], "1\N{NO-BREAK SPACE}500", "по 1 строке из 2"),
        ([(40, "at_least"), (7, "")], "не менее 47", "по 2 строкам из 2"),
        ([(40, "at_least"), (7, "about")], "около 47", "по 2 строкам из 2"),
    ],
)
def test_a_bound_or_an_estimate_is_said_of_the_sum(
    numbers: list[tuple[int | None, str]], words: str, of_rows: str
) -> None:
    participants = Participants.of(tally_of(facts(number, bound) for number, bound in numbers))
    assert (participants.words, participants.of_rows) == (words, of_rows)
