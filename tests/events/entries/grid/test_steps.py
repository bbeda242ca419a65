"""Cells changed in the grid: one step, its history, its undo, other people's writing."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from coopregistry.models import Change
from coopregistry.versions import current_version
from events.entries import saving
from events.models import Entry, EntryDraft, Report, Submission
from events.vocabulary import Role
from tests.permissions.roles import Who, World

HOSTILE = [
    "\0",
    "1" * 5000,
    "не json",
    "[]",
    "{}",
    "[1]",
    "[" * 5000,
    '[{"entry": 1}]',
    '[{"entry": null, "cells": {}}]',
]


def column(entry: Entry, role: str) -> str:
    return str([own for _heading, own in entry.report.headings].index(role))


def change(entry: Entry, **texts: str) -> dict[str, object]:
    cells = {column(entry, role): text for role, text in texts.items()}
    return {"entry": entry.pk, "version": current_version(entry), "cells": cells}


def keep(client: Client, world: World, *rows: dict[str, object]) -> HttpResponse:
    address = reverse("events:grid_keep", args=[world.plan.pk])
    return client.post(address, {"rows": json.dumps(rows)}, headers={"HX-Request": "true"})


def undo(client: Client, world: World, step: str) -> HttpResponse:
    return client.post(reverse("events:grid_undo", args=[world.plan.pk]), {"step": step})


def draft(client: Client, entry: Entry, role: str, text: str, /, **more: object) -> HttpResponse:
    typed = {"version": current_version(entry), "column": column(entry, role), "text": text} | more
    return client.post(reverse("events:grid_draft", args=[entry.pk]), typed)


def changes_of(entry: Entry) -> int:
    return Change.objects.filter(model="events.entry", record=entry.pk).count()


@pytest.fixture
def second(world: World) -> Entry:
    cells = {"title": "Выставка", "dates": "5 марта 2031 года", "partner": "Брянская область"}
    row = saving.NewEntry(cells=cells, values=saving.read_cells(world.plan, cells))
    [entry] = saving.add_entries(world.plan, world.department_a, [row])
    return entry


def test_kept_cell_is_written_read_and_answered(world: World, editor: Client) -> None:
    entry = world.entry_a
    answer = keep(editor, world, change(entry, dates=" 26-28 февраля 2031 года\r\n"))
    assert answer.status_code == 200
    entry.refresh_from_db()
    assert entry.cells["dates"] == "26-28 февраля 2031 года"
    assert (entry.start, entry.end) == (date(2031, 2, 26), date(2031, 2, 28))
    [row] = answer.json()["rows"]
    assert (row["entry"], row["version"]) == (entry.pk, current_version(entry))
    shown = row["cells"][column(entry, "dates")]
    assert shown["text"] == "26-28 февраля 2031 года"
    assert "26–28.02.2031" in shown["html"]


def test_step_over_several_rows_is_undone_as_one_and_done_again(
    world: World, editor: Client, second: Entry
) -> None:
    before = [dict(world.entry_a.cells), dict(second.cells)]
    step = keep(editor, world, change(world.entry_a, place="г. Брянск"), change(second, place="г. Тула"))
    back = undo(editor, world, step.json()["step"])
    entries = [Entry.objects.get(pk=one.pk) for one in (world.entry_a, second)]
    assert [one.cells for one in entries] == before
    assert {row["entry"] for row in back.json()["rows"]} == {world.entry_a.pk, second.pk}
    assert undo(editor, world, step.json()["step"]).status_code == 409
    undo(editor, world, back.json()["step"])
    assert [Entry.objects.get(pk=one.pk).cells["place"] for one in entries] == ["г. Брянск", "г. Тула"]


def test_undo_brings_back_the_remarks(world: World, editor: Client, second: Entry) -> None:
    step = keep(editor, world, change(second, dates="когда-нибудь"))
    assert set(second.findings.values_list("code", flat=True)) == {"unread-dates"}
    undo(editor, world, step.json()["step"])
    assert list(second.findings.values_list("code", flat=True)) == []


def test_step_others_wrote_after_is_not_undone(world: World, editor: Client, second: Entry) -> None:
    step = keep(editor, world, change(world.entry_a, place="г. Брянск"), change(second, place="г. Тула"))
    saving.put_right(Entry.objects.get(pk=second.pk), {Role.PLACE: "г. Орел"}, by_department=False)
    assert undo(editor, world, step.json()["step"]).status_code == 409
    assert Entry.objects.get(pk=world.entry_a.pk).cells["place"] == "г. Брянск"


def test_step_of_another_user_or_of_no_key_is_not_undone(
    world: World, editor: Client, client_of: Callable[[Who], Client]
) -> None:
    step = keep(editor, world, change(world.entry_a, place="г. Брянск")).json()["step"]
    assert undo(client_of(Who.COORDINATOR), world, step).status_code == 409
    for hostile in (*HOSTILE, "", step[:-1]):
        assert undo(editor, world, hostile).status_code == 409


def test_nothing_is_written_over_what_another_wrote_since(
    world: World, editor: Client, second: Entry
) -> None:
    mine = [change(world.entry_a, place="г. Брянск"), change(second, place="г. Тула")]
    saving.put_right(Entry.objects.get(pk=second.pk), {Role.PLACE: "г. Орел"}, by_department=False)
    answer = keep(editor, world, *mine)
    assert answer.status_code == 409
    [theirs] = answer.json()["rows"]
    assert theirs["cells"][column(second, "place")]["text"] == "г. Орел"
    assert "place" not in Entry.objects.get(pk=world.entry_a.pk).cells
    again = keep(editor, world, {**mine[1], "version": theirs["version"]})
    assert again.status_code == 200


def test_same_text_writes_no_history(world: World, editor: Client, second: Entry) -> None:
    keep(editor, world, change(second, dates=second.cells["dates"]))
    before = changes_of(second)
    answer = keep(editor, world, change(second, dates=second.cells["dates"]))
    assert (answer.status_code, answer.json()["step"], changes_of(second)) == (200, "", before)


def test_wrong_steps_are_refused(world: World, editor: Client) -> None:
    address = reverse("events:grid_keep", args=[world.plan.pk])
    for hostile in HOSTILE:
        assert editor.post(address, {"rows": hostile}).status_code == 400
    entry = world.entry_a
    for wrong in ({"number": "7"}, {"title": " "}, {"place": "\0"}, {"place": "а" * 20_001}):
        assert keep(editor, world, change(entry, **wrong)).status_code == 400
    row = change(entry, place="г. Тула")
    assert keep(editor, world, row, row).status_code == 400
    assert keep(editor, world, {**row, "cells": {"99": "г. Тула"}}).status_code == 400
    assert keep(editor, world, {**row, "cells": {"1": 7}}).status_code == 400
    assert changes_of(entry) == changes_of(Entry.objects.get(pk=entry.pk))


def test_rows_of_others_and_closed_ones_are_not_changed(world: World, editor: Client) -> None:
    assert keep(editor, world, change(world.entry_b, place="г. Тула")).status_code == 404
    world.submission_a.state = Submission.State.HANDED_IN
    world.submission_a.save()
    answer = keep(editor, world, change(world.entry_a, place="г. Тула"))
    assert (answer.status_code, "refused" in answer.json()) == (404, True)


def test_row_that_left_its_cell_blank_says_itself_what_the_one_above_said(
    world: World, editor: Client, second: Entry
) -> None:
    world.plan.numbering = Report.Numbering.AS_WRITTEN
    world.plan.save()
    cells = {"title": "Слет", "partner": "Брянская область"}
    row = saving.NewEntry(cells=cells, values=saving.read_cells(world.plan, cells))
    [third] = saving.add_entries(world.plan, world.department_a, [row])
    Entry.objects.filter(pk=third.pk).update(continued={"partner": "blank"})
    Report.objects.filter(pk=world.plan.pk).update(numbering=Report.Numbering.AS_WRITTEN)
    answer = keep(editor, world, change(second, partner="Тульская область")).json()
    third.refresh_from_db()
    assert (third.cells["partner"], third.continued) == ("Брянская область", {})
    assert [told["entry"] for told in answer["rows"]] == [second.pk, third.pk]
    undo(editor, world, answer["step"])
    third.refresh_from_db()
    assert third.continued == {"partner": "blank"}


# --- drafts


def test_half_typed_cell_is_shown_in_grid_and_form_and_writes_no_history(
    world: World, editor: Client, second: Entry
) -> None:
    before = changes_of(second)
    assert draft(editor, second, "place", "г. Бря").status_code == 204
    page = editor.get(reverse("events:my_part", args=[world.submission_a.pk]))
    [row] = [row for row in page.context["rows"] if row.entry.pk == second.pk]
    assert {cell.role: cell.draft for cell in row.cells if cell.draft is not None} == {"place": "г. Бря"}
    form = editor.get(reverse("events:entry_edit", args=[second.pk])).context["form"]
    assert (form["own_place"].value(), form["cell_place"].value()) == ("on", "г. Бря")
    assert form["version"].value() == str(current_version(second))
    assert (changes_of(second), second.cells.get("place")) == (before, None)


def test_draft_given_up_is_gone(world: World, editor: Client, second: Entry) -> None:
    draft(editor, second, "place", "г. Бря")
    draft(editor, second, "content", "Прод")
    draft(editor, second, "place", "", given_up="on")
    assert EntryDraft.objects.get().data["cell_content"] == ["Прод"]
    draft(editor, second, "content", "", given_up="on")
    assert list(EntryDraft.objects.all()) == []


def test_kept_cell_leaves_the_draft_and_the_rest_stays_current(
    world: World, editor: Client, second: Entry
) -> None:
    draft(editor, second, "place", "г. Бря")
    draft(editor, second, "content", "Прод")
    keep(editor, world, change(second, place="г. Брянск"))
    kept = EntryDraft.objects.get().data
    assert "own_place" not in kept
    assert (kept["cell_content"], kept["version"]) == (["Прод"], [str(current_version(second))])
    keep(editor, world, change(second, content="Продажа"))
    assert list(EntryDraft.objects.all()) == []


def test_draft_from_before_anothers_change_still_meets_the_conflict(
    world: World, editor: Client, second: Entry
) -> None:
    draft(editor, second, "content", "Прод")
    seen = EntryDraft.objects.get().data["version"]
    saving.put_right(Entry.objects.get(pk=second.pk), {Role.PLACE: "г. Орел"}, by_department=False)
    keep(editor, world, change(second, title="Выставка ремесел"))
    assert EntryDraft.objects.get().data["version"] == seen


def test_wrong_drafts_are_refused(world: World, editor: Client) -> None:
    entry = world.entry_a
    for wrong in (
        {"column": "0"},
        {"column": "99"},
        {"column": "x"},
        {"version": "-1"},
        {"text": "а" * 20_001},
    ):
        assert draft(editor, entry, "place", "г. Тула", **wrong).status_code == 400
    assert draft(editor, world.entry_b, "place", "г. Тула").status_code == 404
    assert list(EntryDraft.objects.all()) == []


# --- cures


def test_suggestion_is_written_into_the_cell_by_one_click(
    world: World, editor: Client, second: Entry
) -> None:
    keep(editor, world, change(second, partner="Калужскоя область"))
    finding = second.findings.get(code="unknown-place")
    assert finding.suggestion == "Калужская область"
    cure = reverse("events:entry_cure", args=[second.pk])
    back = reverse("events:my_part", args=[world.submission_a.pk])
    answer = editor.post(cure, {"finding": finding.pk, "suggestion": "Калужская область", "next": back})
    assert answer["Location"] == back
    second.refresh_from_db()
    assert second.cells["partner"] == "Калужская область"
    assert [link.partner.name for link in second.partner_links.all()] == ["Калужская область"]
    assert list(second.findings.all()) == []


def test_unknown_name_stands_as_written_by_one_click_and_is_undone(
    world: World, editor: Client, second: Entry
) -> None:
    keep(editor, world, change(second, partner="Тмутаракань"))
    finding = second.findings.get(role="partner")
    cure = reverse("events:entry_cure", args=[second.pk])
    done = editor.post(cure, {"finding": finding.pk, "as_written": "1"}, headers={"HX-Request": "true"})
    assert list(second.findings.filter(role="partner")) == []
    undo(editor, world, done.json()["step"])
    assert [one.found for one in second.findings.filter(role="partner")] == ["Тмутаракань"]


def test_suggestion_that_stands_no_more_writes_nothing(world: World, editor: Client, second: Entry) -> None:
    cure = reverse("events:entry_cure", args=[second.pk])
    for finding in ("", "1" * 5000, "0", "x"):
        answer = editor.post(cure, {"finding": finding, "suggestion": "Тула", "next": "https://example.com/"})
        assert answer["Location"] == reverse("home")
    answer = editor.post(cure, {"finding": "1"}, headers={"HX-Request": "true"})
    assert answer.status_code == 409
