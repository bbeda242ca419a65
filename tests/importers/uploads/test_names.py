"""What is said of names in a file: by a coordinator for all rows, by an editor for the file."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement, Department, NotAPartner, PartnerAlias
from coopregistry.answers import undo_address
from coopregistry.models import User
from events.models import Entry, Lesson, Report, Submission
from importers.models import PendingImport
from tests.importers.dumps import CULTURE, dump, plan_row
from tests.importers.uploads.giving import give, load, loaded

pytestmark = pytest.mark.django_db

UNKNOWN = "Заречная область"
PLAN = dump([(CULTURE, [plan_row("Ярмарка", UNKNOWN), plan_row("Слёт", "Тульская область")])])
OLD = dump([(CULTURE, [plan_row("Выставка", UNKNOWN)])])


def codes(title: str) -> set[str]:
    return set(Entry.objects.get(cells__title=title).partners.values_list("code", flat=True))


def say(client: Client, pending: PendingImport, **said: str):
    return client.post(reverse("importers:partner", args=[pending.pk]), {"text": UNKNOWN, **said})


@pytest.fixture
def own_part(coordinator: Client, department: Department) -> Submission:
    """The editor's department is asked for a plan in which another row has the spelling."""
    loaded(coordinator, OLD)
    report = Report.objects.get()
    return Submission.objects.create(report=report, department=department, state=Submission.State.ASKED)


def test_an_editors_word_holds_for_the_file_and_waits(
    editor: Client, own_part: Submission, coordinator: Client
) -> None:
    rows = [plan_row("Ярмарка", UNKNOWN), plan_row("Выставка", UNKNOWN)]
    pending = give(editor, dump([(CULTURE, rows)]), submission=own_part.pk)
    assert say(editor, pending, partner="ru-69").status_code == 302
    lesson = Lesson.objects.get()
    assert (lesson.state, lesson.file_name) == (Lesson.State.PROPOSED, pending.name)
    assert lesson.taught_by == User.objects.get(username="an-editor")
    assert not PartnerAlias.objects.filter(text=UNKNOWN).exists()
    load(editor, pending)
    assert (codes("Ярмарка"), codes("Выставка")) == ({"ru-69"}, {"ru-69"})
    assert not Entry.objects.get(cells__title="Ярмарка").findings.filter(found=UNKNOWN).exists()


def test_a_coordinator_sees_rows_loaded_before_first(coordinator: Client) -> None:
    loaded(coordinator, OLD)
    pending = give(coordinator, dump([(CULTURE, [plan_row("Ярмарка", UNKNOWN)])]))
    answer = say(coordinator, pending, partner="ru-69")
    assert answer["Location"].startswith(reverse("events:lesson_new"))
    shown = coordinator.get(answer["Location"])
    assert [str(one.entry) for one in shown.context["effects"]] == ["Выставка"]
    assert Lesson.objects.count() == 0


def test_this_is_no_partner(coordinator: Client) -> None:
    pending = give(coordinator, PLAN)
    say(coordinator, pending, none="1")
    assert [(one.kind, one.state) for one in Lesson.objects.all()] == [("no_partner", "in_force")]
    pending.refresh_from_db()
    assert pending.spellings.keys() == {UNKNOWN}  # the row names no partner: that stays said
    load(coordinator, pending)
    assert codes("Ярмарка") == set()


def test_a_spelling_that_is_not_asked_about_is_not_taught(coordinator: Client) -> None:
    pending = give(coordinator, PLAN)
    coordinator.post(reverse("importers:partner", args=[pending.pk]), {"text": "Слёт", "partner": "ru-69"})
    assert (Lesson.objects.count(), Agreement.objects.filter(confirmed=False).count()) == (0, 0)


def take_back_what_was_said(client: Client, pending: PendingImport) -> None:
    """Say it in a tab of the page; both it and the undo lead back there."""
    tab = f"{reverse('importers:pending', args=[pending.pk])}?tab=findings&page=1"
    said = client.post(
        reverse("importers:partner", args=[pending.pk]), {"text": UNKNOWN, "none": "1", "next": tab}
    )
    assert said.headers["Location"] == f"{tab}#rows"
    [message] = client.get(tab).context["messages"]
    undone = client.post(undo_address(message.extra_tags))
    assert undone.headers["Location"] == f"{tab}#rows"
    assert Lesson.objects.get().state == Lesson.State.TAKEN_BACK


def test_a_coordinator_takes_back_what_was_said(coordinator: Client) -> None:
    take_back_what_was_said(coordinator, give(coordinator, PLAN))
    assert not NotAPartner.objects.filter(text=UNKNOWN).exists()


def test_an_editor_takes_back_what_was_said_of_the_file(editor: Client, own_part: Submission) -> None:
    pending = give(editor, PLAN, submission=own_part.pk)
    take_back_what_was_said(editor, pending)
    pending.refresh_from_db()
    assert pending.choices.get("spellings", {}) == {}
