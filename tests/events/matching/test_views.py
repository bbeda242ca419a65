"""The pages of matching: what they show to whom, what is decided on them, what is refused, what is undone."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agreements.models import Department
from coopregistry.models import ChangeSet
from coopregistry.versions import current_version
from events.entries.governing import govern
from events.entries.joining import Grounds, join, refuse
from events.exports.house_form import basis
from events.matching.deciding import state_of
from events.matching.rows import Reason, ReasonCode
from events.models import Entry, Event, EventPartner, MatchDecision, MatchProposal, Report, Submission
from events.vocabulary import Kind
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db

ClientOf = Callable[[Who], Client]
REASONS = [Reason.of(ReasonCode.SAME_TITLE).as_json()]
AGAINST = [Reason.of(ReasonCode.OTHER_PARTNER).as_json()]


@pytest.fixture
def report(world: World) -> Report:
    """The report on the plan, whose rows are finished now."""
    Submission.objects.filter(report=world.plan).update(state=Submission.State.ACCEPTED)
    govern(Event.objects.all())
    return Report.objects.create(
        kind=Kind.INTERREGIONAL_REPORT,
        period_code="2031-Q1",
        basis=basis(Kind.INTERREGIONAL_REPORT),
        title="Пробный отчет",
        state=Report.State.APPROVED,
    )


def told(report: Report, department: Department, title: str, **cells: str) -> Entry:
    event = Event.objects.create(title=title)
    standard = {"title": title, "partner": "Брянская область", "dates": "12 февраля 2031 года"}
    entry = Entry.objects.create(
        report=report, department=department, cells=standard | cells, event=event, own_event=event
    )
    govern([event])
    return entry


def propose(
    a: Entry, b: Entry, *, score: float = 0.8, rank: int = 1, role: str = "one_to_one"
) -> MatchProposal:
    return MatchProposal.objects.create(
        a=a, b=b, score=score, rank=rank, role=role, reasons=REASONS, against=AGAINST
    )


@pytest.fixture
def reported(world: World, report: Report) -> Entry:
    """Of department A, as its planned row but for two words."""
    return told(report, world.department_a, "Ярмарка ремесел", dates="12 февраля 2031 года")


@pytest.fixture
def proposal(world: World, reported: Entry) -> MatchProposal:
    return propose(world.entry_a, reported)


@pytest.fixture
def boss(client_of: ClientOf) -> Client:
    return client_of(Who.COORDINATOR)


def page(client: Client, **query: object) -> HttpResponse:
    return client.get(reverse("events:matching"), query)


def answer(client: Client, a: Entry, b: Entry, said: str = "same", **data: object) -> HttpResponse:
    a, b = (Entry.with_removed.get(pk=entry.pk) for entry in (a, b))
    fields = {"a": a.pk, "b": b.pk, "seen": state_of(a, b), "answer": said, **data}
    return client.post(reverse("events:matching_decide"), fields, follow=True)


def texts(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def are_one(*entries: Entry) -> bool:
    return (
        len(set(Entry.objects.filter(pk__in=[one.pk for one in entries]).values_list("event", flat=True)))
        == 1
    )


def test_a_pair_stands_side_by_side_with_its_differences_and_reasons(
    boss: Client, world: World, reported: Entry, proposal: MatchProposal
) -> None:
    shown = page(boss, report=world.plan.pk)
    pair = shown.context["pair"]
    assert (pair.a, pair.b) == (world.entry_a, reported)
    title, dates, partner = pair.cells
    assert (title.a, title.b) == ([("Ярмарка", "")], [("Ярмарка ", ""), ("ремесел", "differs")])
    assert (dates.state, partner.state) == ("same", "same")
    text = shown.content.decode()
    assert "<mark>ремесел</mark>" in text
    assert "0.8" not in text.split("</header>")[-1]
    assert (len(pair.reasons), len(pair.against)) == (1, 1)
    assert shown.context["total"] == 1


@pytest.mark.parametrize(
    ("who", "decides"),
    [(Who.VIEWER, False), (Who.EDITOR_A, True), (Who.COORDINATOR, True), (Who.ADMINISTRATOR, True)],
)
def test_who_reads_a_pair_and_who_decides_it(
    client_of: ClientOf, world: World, reported: Entry, proposal: MatchProposal, who: Who, decides: bool
) -> None:
    client = client_of(who)
    assert ("match-answer" in page(client).content.decode()) == decides
    response = answer(client, world.entry_a, reported)
    assert response.status_code == (200 if decides else 403)
    assert are_one(world.entry_a, reported) == decides


def test_an_editor_is_asked_of_rows_of_the_own_body_alone(
    client_of: ClientOf, world: World, reported: Entry, proposal: MatchProposal
) -> None:
    client = client_of(Who.EDITOR_B)
    assert "pair" not in page(client).context
    assert answer(client, world.entry_a, reported).status_code == 403
    assert not are_one(world.entry_a, reported)
    own = told(reported.report, world.department_b, "Ярмарка вакансий")
    propose(world.entry_a, own, score=0.5, rank=2)
    assert page(client).context["pair"].b == own
    answer(client, world.entry_a, own)
    assert are_one(world.entry_a, own)


def test_what_another_body_still_writes_does_not_appear(
    client_of: ClientOf, world: World, reported: Entry, proposal: MatchProposal
) -> None:
    Submission.objects.filter(pk=world.submission_a.pk).update(state=Submission.State.ASKED)
    client = client_of(Who.EDITOR_B)
    assert "pair" not in page(client).context
    assert page(client, a=world.entry_a.pk, b=reported.pk).status_code == 404
    found = client.get(reverse("events:matching_row", args=[reported.pk]), {"q": "ярмарка"})
    assert found.context["found"] == []
    assert "Ярмарка<" not in found.content.decode()
    answer(client, world.entry_a, reported)
    assert not are_one(world.entry_a, reported)


def test_a_decision_remembers_who_and_why_and_the_next_pair_comes(
    boss: Client, world: World, reported: Entry, proposal: MatchProposal
) -> None:
    other = told(reported.report, world.department_b, "Выставка картин")
    following = propose(world.entry_b, other, score=0.4)
    first = page(boss)
    assert (first.context["place"], first.context["upcoming"]) == (0, following.pk)
    response = answer(boss, world.entry_a, reported, proposal=proposal.pk, place=0, upcoming=following.pk)
    assert response.context["pair"].b == other
    assert (response.context["decided"], response.context["total"]) == (1, 2)
    decision = MatchDecision.objects.get()
    assert (decision.is_same, decision.decided_by, decision.user) == (
        True,
        MatchDecision.By.PERSON,
        world.users[Who.COORDINATOR],
    )
    assert (decision.score, decision.reasons, decision.against) == (0.8, REASONS, AGAINST)


def test_a_refusal_brings_the_next_choice_of_the_row(
    boss: Client, world: World, reported: Entry, proposal: MatchProposal
) -> None:
    second = told(reported.report, world.department_a, "Ярмарка меда")
    choice = propose(world.entry_a, second, score=0.7, rank=2)
    shown = page(boss)
    assert [one["proposal"] for one in shown.context["choices"]] == [proposal, choice]
    assert page(boss, at=choice.pk).context["pair"].b == second
    response = answer(boss, world.entry_a, reported, "other", proposal=proposal.pk)
    assert response.context["pair"].b == second
    assert (response.context["decided"], response.context["total"]) == (0, 1)


def test_none_refuses_all_choices_of_the_row(
    boss: Client, world: World, reported: Entry, proposal: MatchProposal
) -> None:
    second = told(reported.report, world.department_a, "Ярмарка меда")
    propose(world.entry_a, second, score=0.7, rank=2)
    response = answer(boss, world.entry_a, reported, "none", proposal=proposal.pk)
    assert "pair" not in response.context
    refused = set(MatchDecision.objects.filter(is_same=False).values_list("a", "b"))
    assert refused == {(world.entry_a.pk, reported.pk), (world.entry_a.pk, second.pk)}
    assert (response.context["decided"], response.context["total"]) == (1, 1)


def test_another_choice_settles_the_row(
    boss: Client, world: World, reported: Entry, proposal: MatchProposal
) -> None:
    second = told(reported.report, world.department_a, "Ярмарка меда")
    choice = propose(world.entry_a, second, score=0.7, rank=2)
    response = answer(boss, world.entry_a, second, proposal=choice.pk)
    assert are_one(world.entry_a, second)
    assert "pair" not in response.context


def test_of_rows_told_again_the_later_one_is_asked_about_once(
    boss: Client, world: World, reported: Entry
) -> None:
    later = told(reported.report, world.department_b, "Ярмарка ремесел в области")
    first = propose(world.done_entry, later)
    other = propose(reported, later, score=0.7, rank=2)
    shown = page(boss)
    assert [one["entry"] for one in shown.context["choices"]] == [world.done_entry, reported]
    assert (shown.context["waiting_count"], shown.context["proposal"]) == (1, first)
    response = answer(boss, reported, later, proposal=other.pk)
    assert (response.context["waiting_count"], response.context["decided"]) == (1, 0)
    answer(boss, world.done_entry, later, "other", proposal=first.pk)
    assert page(boss).context["waiting_count"] == 0


def test_parts_of_a_row_are_asked_each_by_itself(
    boss: Client, world: World, reported: Entry, proposal: MatchProposal
) -> None:
    second = told(reported.report, world.department_a, "Ярмарка, второй день")
    propose(world.entry_a, second, score=0.7, role="split")
    assert page(boss).context["waiting_count"] == 2
    response = answer(boss, world.entry_a, reported, proposal=proposal.pk)
    assert response.context["pair"].b == second
    answer(boss, world.entry_a, second)
    assert are_one(world.entry_a, reported, second)


@pytest.mark.parametrize("said", ["same", "other"])
def test_an_undo_restores_rows_events_and_the_question(
    boss: Client, world: World, reported: Entry, proposal: MatchProposal, said: str
) -> None:
    def state() -> list:
        events = Event.with_removed.order_by("pk").values(
            "pk", "title", "is_planned", "is_reported", "removed_at"
        )
        rows = Entry.objects.order_by("pk").values_list("pk", "event")
        return [
            list(events),
            list(rows),
            list(EventPartner.objects.values_list("event", "partner", "by_plan")),
        ]

    before = state()
    after = answer(boss, world.entry_a, reported, said, proposal=proposal.pk)
    assert are_one(world.entry_a, reported) == (said == "same")
    last = after.context["last"]
    undone = boss.post(reverse("events:matching_undo"), {"change_set": last.change_set}, follow=True)
    assert state() == before
    assert not MatchDecision.objects.exists()
    assert undone.context["proposal"] == proposal
    assert undone.context["last"] is None


def test_decisions_are_taken_back_in_their_order_and_by_their_author(
    boss: Client, client_of: ClientOf, world: World, reported: Entry, proposal: MatchProposal
) -> None:
    other = told(reported.report, world.department_b, "Выставка картин")
    first = answer(boss, world.entry_a, reported).context["last"].change_set
    second = answer(boss, world.entry_b, other).context["last"].change_set
    url = reverse("events:matching_undo")
    for client, change_set in ((boss, first), (client_of(Who.ADMINISTRATOR), second), (boss, 10**9)):
        client.post(url, {"change_set": change_set})
        assert are_one(world.entry_a, reported)
        assert are_one(world.entry_b, other)
    boss.post(url, {"change_set": second})
    boss.post(url, {"change_set": first})
    assert not are_one(world.entry_a, reported)
    assert not are_one(world.entry_b, other)


def _changed(world: World, reported: Entry) -> None:
    reported.cells = {**reported.cells, "dates": "март 2031 года"}
    reported.save()


def _joined(world: World, reported: Entry) -> None:
    join(world.entry_a, reported, Grounds(user=world.users[Who.ADMINISTRATOR]))


def _refused(world: World, reported: Entry) -> None:
    refuse(world.entry_a, reported, Grounds(user=world.users[Who.ADMINISTRATOR]))


def _removed(world: World, reported: Entry) -> None:
    reported.remove()


@pytest.mark.parametrize("meanwhile", [_changed, _joined, _refused, _removed])
@pytest.mark.parametrize("said", ["same", "other", "none"])
def test_an_answer_on_rows_that_changed_meanwhile_changes_nothing(
    boss: Client,
    world: World,
    reported: Entry,
    proposal: MatchProposal,
    meanwhile: Callable[[World, Entry], None],
    said: str,
) -> None:
    seen = state_of(world.entry_a, reported)
    meanwhile(world, reported)
    sets = ChangeSet.objects.count()
    response = answer(boss, world.entry_a, reported, said, seen=seen, proposal=proposal.pk)
    assert response.status_code == 200
    assert len(texts(response)) == 1
    assert ChangeSet.objects.count() == sets


@pytest.mark.parametrize(
    "data", [{}, {"answer": "perhaps"}, {"a": "x"}, {"a": 10**30}, {"seen": ""}, {"proposal": "-1"}]
)
def test_an_answer_without_sense_is_refused_with_words(
    boss: Client, world: World, reported: Entry, data: dict
) -> None:
    fields = {"a": world.entry_a.pk, "b": reported.pk, "seen": "0-0-0", "answer": "same"} | data
    response = boss.post(reverse("events:matching_decide"), fields if data else {}, follow=True)
    assert response.status_code == 200
    assert len(texts(response)) == 1
    assert not MatchDecision.objects.exists()


def test_all_sure_pairs_are_joined_said_and_taken_back(boss: Client, world: World, report: Report) -> None:
    titles = {"title": "Ярмарка народных ремесел «Золотое веретено»", "place": "г. Брянск"}
    world.entry_a.cells |= titles
    world.entry_a.save()
    sure = told(report, world.department_a, titles["title"], place="г. Брянск")
    response = boss.post(reverse("events:matching_sure"), {"report": report.pk}, follow=True)
    assert are_one(world.entry_a, sure)
    assert "1" in texts(response)[0]
    last = response.context["last"]
    boss.post(reverse("events:matching_undo"), {"change_set": last.change_set})
    assert not are_one(world.entry_a, sure)


def test_a_linked_pair_is_taken_apart_and_put_together_again(
    boss: Client, world: World, reported: Entry, proposal: MatchProposal
) -> None:
    answer(boss, world.entry_a, reported)
    listed = boss.get(reverse("events:matching_list"), {"state": "joined"})
    assert [(one["a"], one["b"]) for one in listed.context["pairs"]] == [(world.entry_a, reported)]
    pair = page(boss, a=world.entry_a.pk, b=reported.pk).context["pair"]
    data = {"entry": reported.pk, "seen": pair.part_version, "back": reverse("events:matching_list")}
    after = boss.post(reverse("events:matching_part"), data, follow=True)
    assert after.redirect_chain[0][0] == reverse("events:matching_list")
    assert not are_one(world.entry_a, reported)
    boss.post(reverse("events:matching_undo"), {"change_set": after.context["last"].change_set})
    assert are_one(world.entry_a, reported)


@pytest.mark.parametrize("said", ["same", "other", "none"])
def test_rows_that_are_one_event_are_not_decided_but_taken_apart(
    boss: Client, world: World, reported: Entry, said: str
) -> None:
    join(world.entry_a, reported, Grounds(by=MatchDecision.By.MATCHER))
    response = answer(boss, world.entry_a, reported, said)
    assert len(texts(response)) == 1
    assert are_one(world.entry_a, reported)
    assert MatchDecision.objects.get().is_same


def test_a_row_changed_or_alone_is_not_taken_apart(boss: Client, world: World, reported: Entry) -> None:
    url = reverse("events:matching_part")
    for seen in (0, current_version(reported)):
        response = boss.post(url, {"entry": reported.pk, "seen": seen}, follow=True)
        assert len(texts(response)) == 1
    assert Entry.objects.get(pk=reported.pk).event == reported.event


def test_an_editor_takes_no_row_from_rows_of_others(
    client_of: ClientOf, world: World, reported: Entry
) -> None:
    """Where others stay that the editor may not see, or the row is another's."""
    join(world.done_entry, world.entry_b, Grounds())
    row = Entry.objects.get(pk=world.done_entry.pk)
    response = client_of(Who.EDITOR_A).post(
        reverse("events:matching_part"), {"entry": row.pk, "seen": current_version(row)}
    )
    assert response.status_code == 403
    assert are_one(world.done_entry, world.entry_b)


def test_a_row_without_a_proposal_finds_its_counterpart(boss: Client, world: World, reported: Entry) -> None:
    listed = boss.get(reverse("events:matching_list"), {"report": world.plan.pk, "state": "unmatched"})
    assert set(listed.context["rows"]) == {world.entry_a, world.entry_b}
    days = {"start": "2031-02-12", "end": "2031-02-12"}
    Entry.objects.filter(pk__in=(world.entry_a.pk, reported.pk)).update(**days)
    url = reverse("events:matching_row", args=[world.entry_a.pk])
    assert boss.get(url, {"q": "ремесел ярмарки"}).context["found"] == [reported]
    assert boss.get(url, {"q": "балет"}).context["found"] == []
    assert boss.get(url).context["near"] == [reported]
    pair = page(boss, a=world.entry_a.pk, b=reported.pk).context["pair"]
    assert (pair.a, pair.b, pair.likelihood) == (world.entry_a, reported, "")
    answer(boss, world.entry_a, reported)
    assert are_one(world.entry_a, reported)


def test_filters_narrow_to_a_document_and_a_body(boss: Client, world: World, proposal: MatchProposal) -> None:
    assert page(boss, report=world.plan.pk).context["waiting_count"] == 1
    assert page(boss, report=world.done.pk).context["waiting_count"] == 0
    assert page(boss, department=world.department_a.pk).context["waiting_count"] == 1
    assert page(boss, department=world.department_b.pk).context["waiting_count"] == 0


@pytest.mark.parametrize("value", ["x", "-1", "0", "9" * 40, "\0", "1' OR 1=1"])
def test_hostile_addresses_get_words_not_an_error(
    boss: Client, world: World, proposal: MatchProposal, value: str
) -> None:
    names = dict.fromkeys(("report", "department", "at", "place", "a", "b", "state", "page", "q"), value)
    assert page(boss, **names).status_code == 200
    assert boss.get(reverse("events:matching_list"), names).status_code == 200
    assert boss.get(reverse("events:matching_row", args=[world.entry_a.pk]), names).status_code == 200


def test_where_work_begins_the_page_is_linked(boss: Client, world: World, proposal: MatchProposal) -> None:
    link = f"{reverse('events:matching')}?report={world.plan.pk}"
    for name in ("report", "fate"):
        shown = boss.get(reverse(f"events:{name}", args=[world.plan.pk]))
        assert (link in shown.content.decode(), shown.context["to_match"]) == (True, 1)
    board = boss.get(reverse("events:board"), {"report": world.plan.pk})
    assert (link in board.content.decode(), board.context["to_match"]) == (True, 1)
    assert boss.get(reverse("home")).context["to_match"] == 1


def test_old_links_to_the_doubles_page_lead_to_the_rows(boss: Client, world: World, reported: Entry) -> None:
    old = reverse("events:merge", args=["events"])
    led = boss.get(old, {"kept": world.entry_a.event_id, "double": reported.event_id}, follow=True)
    assert (led.context["pair"].a, led.context["pair"].b) == (world.entry_a, reported)
    assert boss.get(old, follow=True).status_code == 200


def test_a_list_of_many_pairs_costs_no_more_queries(
    boss: Client, world: World, report: Report, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def pairs(number: int) -> None:
        for place in range(number):
            a, b = (told(report, world.department_a, f"{name} № {place}") for name in ("Ярмарка", "Выставка"))
            propose(a, b)
            one, other = (told(report, world.department_a, f"{name} {place}") for name in ("Сбор", "Слет"))
            join(one, other, Grounds(user=world.users[Who.COORDINATOR]))

    def ask() -> None:
        for state in ("waiting", "joined", "unmatched"):
            assert (
                boss.get(reverse("events:matching_list"), {"report": report.pk, "state": state}).status_code
                == 200
            )
        assert page(boss, report=report.pk).status_code == 200

    pairs(2)
    ask()
    with CaptureQueriesContext(connection) as few:
        ask()
    pairs(8)
    with django_assert_num_queries(len(few)):
        ask()


def test_a_calendar_keeps_its_keys_while_events_are_joined(
    boss: Client, world: World, reported: Entry
) -> None:
    Entry.objects.update(start="2031-02-12", end="2031-02-12", precision="day")
    govern(Event.objects.all())

    def keys() -> set[str]:
        file = boss.get(reverse("events:events_file", args=["ics"]))
        text = b"".join(file.streaming_content) if file.streaming else file.content
        return {line.split("@")[0] for line in text.decode().splitlines() if line.startswith("UID:")}

    before = keys()
    kept, gone = sorted((world.entry_a.event_id, reported.event_id))
    last = answer(boss, world.entry_a, reported).context["last"]
    assert before - keys() == {f"UID:event-{gone}"}
    assert f"UID:event-{kept}" in keys()
    boss.post(reverse("events:matching_undo"), {"change_set": last.change_set})
    assert keys() == before
