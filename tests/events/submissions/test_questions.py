"""A question at a cell: seen by its body where it writes, answered, gone and back with its row."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from coopregistry.models import ChangeSet
from coopregistry.undo import undo
from events.models import Entry, Question, Submission
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db

ASKED = "В какой день открытие?"


@pytest.fixture
def coordinator(client_of: Callable[[Who], Client]) -> Client:
    return client_of(Who.COORDINATOR)


def ask(coordinator: Client, entry: Entry, role: str = "dates") -> Question:
    coordinator.post(reverse("events:question_ask", args=[entry.pk]), {"role": role, "text": ASKED})
    return Question.objects.get()


def sheet(world: World) -> str:
    return reverse("events:my_part", args=[world.submission_a.pk])


def test_a_question_stands_at_its_cell_until_it_is_answered(
    world: World, editor: Client, coordinator: Client
) -> None:
    question = ask(coordinator, world.entry_a)
    [row] = editor.get(sheet(world)).context["rows"]
    assert [(cell.role, list(cell.questions)) for cell in row.cells if cell.questions] == [
        ("dates", [question])
    ]
    form = editor.get(reverse("events:entry_edit", args=[world.entry_a.pk]))
    assert form.context["questions"] == {"dates": [question]}
    assert form.content.decode().count(f'id="answer-form-{question.pk}"') == 1
    asked = editor.get(reverse("home")).context["to_write"]
    assert [submission.rows_with_questions for submission in asked] == [1]
    board = reverse("events:board") + f"?report={world.plan.pk}&state=questions"
    assert [one.pk for one in coordinator.get(board).context["submissions"]] == [world.submission_a.pk]

    answer = reverse("events:question_answer", args=[question.pk])
    assert editor.post(answer, {"answer": ""}).status_code == 302
    assert Question.objects.open().exists()
    answered = editor.post(answer, {"answer": "Пятого мая", "next": sheet(world)})
    assert answered.url == f"{sheet(world)}#row-{world.entry_a.pk}"
    editor.post(answer, {"corrected": "1"})  # settled already: the first answer stands
    question.refresh_from_db()
    assert (question.answer, question.answered_by) == ("Пятого мая", world.users[Who.EDITOR_A])
    assert coordinator.get(board).context["submissions"] == []


def test_a_question_is_for_its_body_alone(
    world: World, coordinator: Client, client_of: Callable[[Who], Client]
) -> None:
    Submission.objects.filter(pk=world.submission_a.pk).update(state=Submission.State.ACCEPTED)
    ask(coordinator, world.entry_a)
    event = reverse("events:event", args=[world.entry_a.event_id])
    document = reverse("events:report", args=[world.plan.pk])
    for who in (Who.VIEWER, Who.EDITOR_B):
        for page in (event, document):
            assert ASKED not in client_of(who).get(page).content.decode()


def test_a_question_goes_with_its_row_and_is_undone_as_a_step(
    world: World, editor: Client, coordinator: Client
) -> None:
    question = ask(coordinator, world.entry_a, role="")
    made = ChangeSet.objects.latest("id")
    answer = reverse("events:question_answer", args=[question.pk])
    world.entry_a.remove()
    assert editor.post(answer, {"answer": "Пятого"}).status_code == 404
    world.entry_a.restore()
    [row] = editor.get(sheet(world)).context["rows"]
    assert list(row.questions) == [question]
    assert undo(made).refused == ()
    assert not Question.objects.exists()


def test_a_coordinator_settles_a_question_and_returns_rows_with_questions_alone(
    world: World, editor: Client, coordinator: Client
) -> None:
    Submission.objects.filter(pk=world.submission_a.pk).update(state=Submission.State.HANDED_IN)
    question = ask(coordinator, world.entry_a, role="title")
    part = reverse("events:part", args=[world.submission_a.pk])
    coordinator.post(part, {"action": "send_back", "back-note": ""})
    returned = Submission.objects.get(pk=world.submission_a.pk)
    assert (returned.state, bool(returned.note)) == (Submission.State.SENT_BACK, True)
    coordinator.post(reverse("events:question_settle", args=[question.pk]))
    question.refresh_from_db()
    assert (question.is_open, question.answer, question.settled_by) == (
        False,
        "",
        world.users[Who.COORDINATOR],
    )


def test_a_cell_that_does_not_exist_is_not_asked_about(world: World, coordinator: Client) -> None:
    coordinator.post(
        reverse("events:question_ask", args=[world.entry_a.pk]), {"role": "number", "text": ASKED}
    )
    assert not Question.objects.exists()


def test_handing_in_and_accepting_without_an_answer_are_asked_about(
    world: World, editor: Client, coordinator: Client
) -> None:
    ask(coordinator, world.entry_a)
    part = reverse("events:part", args=[world.submission_a.pk])
    steps = [
        (editor, reverse("events:my_part_hand_in", args=[world.submission_a.pk]), {}, "sure", "handed_in"),
        (coordinator, part, {"action": "accept"}, "accept-sure", "accepted"),
    ]
    for client, address, data, sure, state in steps:
        before = Submission.objects.get(pk=world.submission_a.pk).state
        client.post(address, data)
        assert Submission.objects.get(pk=world.submission_a.pk).state == before
        client.post(address, {**data, sure: "on"})
        assert Submission.objects.get(pk=world.submission_a.pk).state == state


def test_a_settled_question_asks_nothing_any_more(world: World, editor: Client, coordinator: Client) -> None:
    question = ask(coordinator, world.entry_a)
    coordinator.post(reverse("events:question_settle", args=[question.pk]))
    editor.post(reverse("events:my_part_hand_in", args=[world.submission_a.pk]))
    assert Submission.objects.get(pk=world.submission_a.pk).state == Submission.State.HANDED_IN


def test_a_column_without_a_role_is_asked_about_at_its_own_cell(
    world: World, editor: Client, coordinator: Client
) -> None:
    world.plan.headings = [*world.plan.headings, ["Источник финансирования", None]]
    world.plan.save()
    place = len(world.plan.headings) - 1
    question = ask(coordinator, world.entry_a, role=f"column-{place}")
    [row] = editor.get(sheet(world)).context["rows"]
    assert [(cell.column, list(cell.questions)) for cell in row.cells if cell.questions] == [
        (place, [question])
    ]
    assert list(row.questions) == []
    document = coordinator.get(reverse("events:report", args=[world.plan.pk]))
    assert document.context["asking"] == {world.entry_a.pk: True, world.entry_b.pk: False}


def test_the_form_of_a_question_is_about_the_cell_it_was_opened_at(world: World, coordinator: Client) -> None:
    address = reverse("events:question_ask", args=[world.entry_a.pk])
    place = [role for _heading, role in world.plan.headings].index("dates")
    asked_of = {
        column: coordinator.get(address, {"column": column}).context["form"]["role"].value()
        for column in (str(place), "99", "-1", "x")
    }
    assert asked_of == {str(place): "dates", "99": None, "-1": None, "x": None}


def test_a_question_put_on_the_document_leaves_it_where_it_is(world: World, coordinator: Client) -> None:
    address = reverse("events:question_ask", args=[world.entry_a.pk])
    htmx = {"HX-Request": "true", "HX-Current-URL": f"http://testserver/reports/{world.plan.pk}/#row-1"}
    form = coordinator.get(address, headers=htmx)
    assert form.context["back"] == f"/reports/{world.plan.pk}/"
    assert "<html" not in form.content.decode()
    refused = coordinator.post(f"{address}?in_place=1", {"role": "dates", "text": ""}, headers=htmx)
    assert refused.context["form"].errors["text"]
    put = coordinator.post(f"{address}?in_place=1", {"role": "dates", "text": ASKED}, headers=htmx)
    assert (put.status_code, set(json.loads(put.headers["HX-Trigger"]))) == (204, {"toast", "asked"})
    # On the page of the body the question appears at its cell.
    again = coordinator.post(address, {"role": "dates", "text": ASKED}, headers=htmx)
    assert again.headers["HX-Refresh"] == "true"
    assert [(one.role, one.text) for one in Question.objects.all()] == [("dates", ASKED)]  # sent twice


def test_a_question_without_a_text_is_written_on(world: World, coordinator: Client) -> None:
    answer = coordinator.post(reverse("events:question_ask", args=[world.entry_a.pk]), {"role": "dates"})
    assert (answer.status_code, answer.context["form"]["role"].value()) == (200, "dates")
