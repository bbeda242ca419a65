"""Arrangements and signed documents: read by all, decided by coordinators, reported on by bodies."""

from datetime import date
from typing import Any

from events.entries.result_cards import bind_cards
from events.entries.told_records import correction_name, correction_value, save_told, told_values
from events.models import ControlDecision, Entry, ExecutionReport, ResultAnchor, ResultCard, ResultFile
from events.phrases.meetings.model import ResultFound
from events.vocabulary import ResultKind
from tests.permissions.roles import Rule, Who, World, coordinators, only, signed_in, writers

_KEY = "b0b0b0b0b0b0b0b0"
_TITLE = "Достигнута договоренность о пробном обмене"


def told(world: World) -> dict[str, Any]:
    """A result of the row of department B, of which nothing is kept."""
    entry = Entry.objects.get(pk=world.done_entry.pk)
    found = ResultFound(kind=ResultKind.AGREED, title=_TITLE, phrase=_TITLE)
    entry.corrections = {correction_name(_KEY): {"value": correction_value(found)}}
    entry.save()
    save_told([(entry, told_values(entry))])
    return {"ref": f"r{entry.pk}-{_KEY}"}


def controlled(world: World) -> dict[str, Any]:
    """The same, under control; department A is responsible."""
    told(world)
    card = ResultCard.objects.create(
        kind=ResultKind.AGREED,
        title=_TITLE,
        state="under_way",
        department=world.department_a,
        due=date(2032, 1, 1),
    )
    ResultAnchor.objects.create(card=card, entry=world.done_entry, key=_KEY, phrase=_TITLE)
    bind_cards([world.done_entry.pk])
    return {"ref": f"c{card.pk}"}


def of_no_row(world: World) -> dict[str, Any]:
    """No row tells of it; department A is responsible."""
    card = ResultCard.objects.create(
        kind=ResultKind.AGREED, title=_TITLE, state="under_way", department=world.department_a
    )
    return {"ref": f"c{card.pk}"}


def _card(world: World) -> ResultCard:
    return ResultCard.objects.get(pk=controlled(world)["ref"][1:])


def decision(world: World) -> dict[str, Any]:
    last = ControlDecision.objects.order_by("-pk").first()
    return {"decision": last.pk if last else 0}


def decided(world: World) -> dict[str, Any]:
    card = _card(world)
    ControlDecision.objects.create(card=card, state="under_way", department=world.department_a)
    return {"ref": f"c{card.pk}"}


def kept_file(world: World) -> dict[str, Any]:
    file = ResultFile.objects.create(card=_card(world), name="Подлинник.pdf", content=b"%PDF", size=4)
    return {"pk": file.pk}


def reported_file(world: World) -> dict[str, Any]:
    report = ExecutionReport.objects.create(
        card=_card(world), text="Сделано.", name="Отчет.pdf", content=b"%PDF", size=4
    )
    return {"pk": report.pk}


def suffix(name: str) -> Any:
    return lambda world: {"suffix": name}


RULES = {
    "events:results": Rule(get=signed_in()),
    "events:results_file": (
        *(Rule(get=signed_in(), kwargs=suffix(name)) for name in ("docx", "xlsx", "csv")),
        Rule(get=signed_in(404), kwargs=suffix("pdf")),
    ),
    "events:results_execution": Rule(get=coordinators(), post=coordinators()),
    "events:result": (
        Rule(get=signed_in(), kwargs=told),
        Rule(get=signed_in(), kwargs=controlled),
        Rule(get=only(Who.EDITOR_A, Who.COORDINATOR, Who.ADMINISTRATOR, others=404), kwargs=of_no_row),
        Rule(get=signed_in(404), kwargs=lambda world: {"ref": "nothing"}),
    ),
    "events:agreement_new": Rule(get=coordinators(), post=coordinators(), kwargs=told),
    "events:result_details": (
        Rule(
            get=signed_in(405),
            post=only(Who.EDITOR_B, Who.COORDINATOR, Who.ADMINISTRATOR, status=302),
            kwargs=told,
            data=lambda world: {"details-number": "7"},
        ),
        Rule(
            get=signed_in(405),
            post=writers(302),
            kwargs=controlled,
            data=lambda world: {"details-number": "7"},
        ),
    ),
    "events:result_attach": Rule(
        get=signed_in(405), post=only(Who.EDITOR_B, Who.COORDINATOR, Who.ADMINISTRATOR), kwargs=told
    ),
    "events:result_equal": Rule(get=signed_in(405), post=coordinators(302), kwargs=told),
    "events:result_control": Rule(
        get=signed_in(405),
        post=coordinators(302),
        kwargs=told,
        data=lambda world: {"control-version": "0", "control-department": world.department_a.pk},
    ),
    "events:result_take_back": (
        Rule(
            get=signed_in(405),
            post=coordinators(404),
            kwargs=decided,
            data=lambda world: {"decision": "the last"},
        ),
        Rule(get=signed_in(405), post=coordinators(302), kwargs=decided, data=decision),
    ),
    "events:result_report": (
        Rule(
            get=signed_in(405),
            post=only(Who.EDITOR_A, Who.COORDINATOR, Who.ADMINISTRATOR, status=302),
            kwargs=controlled,
            data=lambda world: {"execution-text": "Сделано."},
        ),
        Rule(get=signed_in(405), post=signed_in(403), kwargs=told),
    ),
    "events:result_attached": Rule(get=signed_in(), kwargs=kept_file),
    "events:result_attached_remove": Rule(get=signed_in(405), post=writers(302), kwargs=kept_file),
    "events:result_report_file": Rule(get=signed_in(), kwargs=reported_file),
}
