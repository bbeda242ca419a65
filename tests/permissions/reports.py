"""Plans and reports: read by all users, collected and fixed by coordinators."""

from typing import Any

from events.models import AcceptedIssue, Question, ReportScan, Submission
from tests.permissions.roles import Rule, Who, World, coordinators, department_a, signed_in, writers


def of_plan(world: World) -> dict[str, Any]:
    return {"pk": world.plan.pk}


def of_done(world: World) -> dict[str, Any]:
    return {"pk": world.done.pk}


def nowhere(world: World) -> dict[str, Any]:
    return {"pk": 10**9}


def a_scan(world: World) -> dict[str, Any]:
    scan = ReportScan.objects.create(
        report=world.done, name="скан.pdf", content=b"%PDF", size=4, sha256="0" * 64
    )
    return {"pk": scan.pk}


def an_accepted(world: World) -> int:
    accepted = AcceptedIssue.objects.create(
        report=world.plan, code="doubled-space", fingerprint="0" * 32, user=world.users[Who.COORDINATOR]
    )
    return accepted.pk


def a_question(world: World) -> dict[str, Any]:
    asked = Question(entry=world.entry_a, text="Какого числа?", asked_by=world.users[Who.COORDINATOR])
    asked.save()
    return {"pk": asked.pk}


def handed_in(world: World) -> None:
    Submission.objects.filter(pk=world.submission_a.pk).update(state=Submission.State.HANDED_IN)


def a_version(world: World) -> dict[str, Any]:
    return {"text": "Ярмарка ремесел", "version": 0}


RULES = {
    "events:reports": Rule(get=signed_in()),
    "events:report_open": Rule(get=coordinators(), post=coordinators()),
    "events:report": (
        Rule(get=signed_in(), kwargs=of_plan),
        Rule(get=signed_in(404), kwargs=nowhere),
    ),
    "events:report_file": (
        Rule(get=signed_in(), kwargs=lambda world: {"pk": world.plan.pk, "suffix": "docx"}),
        Rule(get=signed_in(404), kwargs=lambda world: {"pk": world.plan.pk, "suffix": "exe"}),
    ),
    "events:report_withdraw": Rule(get=coordinators(), post=coordinators(302), kwargs=of_plan),
    "events:report_restore": Rule(get=signed_in(405), post=coordinators(404), kwargs=of_plan),
    "events:report_print": Rule(get=coordinators(), post=coordinators(), kwargs=of_plan),
    "events:report_order": (
        Rule(get=coordinators(), post=coordinators(302), kwargs=of_plan),
        Rule(get=coordinators(302), post=coordinators(302), kwargs=of_done),  # it is closed
        Rule(
            get=coordinators(),
            post=coordinators(404),  # a row of another document
            kwargs=of_plan,
            data=lambda world: {"entry_up": world.done_entry.pk, "version": 2**62},
        ),
    ),
    "events:proofreading": (
        Rule(get=signed_in(), kwargs=of_plan),
        Rule(get=signed_in(404), kwargs=nowhere),
    ),
    "events:proofreading_correct": (
        Rule(get=writers(), post=writers(), kwargs=lambda world: {**of_plan(world), "code": "doubled-space"}),
        Rule(
            get=writers(404),
            post=writers(404),
            kwargs=lambda world: {**of_plan(world), "code": "misspelt"},  # only a person can tell
        ),
    ),
    "events:proofreading_accept": Rule(get=signed_in(405), post=writers(302), kwargs=of_plan),
    "events:proofreading_take_back": (
        Rule(
            get=signed_in(405),
            post=coordinators(302, others=404) | {Who.VIEWER: 403},
            kwargs=lambda world: {**of_plan(world), "accepted": an_accepted(world)},
        ),
    ),
    "events:report_bulk": Rule(
        get={**coordinators(405), **dict.fromkeys((Who.VIEWER, Who.EDITOR_A, Who.EDITOR_B), 405)},
        post=coordinators(),
        kwargs=of_plan,
        data=lambda world: {"entries": [world.entry_a.pk], "department": world.department_b.pk, "version": 0},
    ),
    "events:report_ask": Rule(get=coordinators(), post=coordinators(302), kwargs=of_plan),
    "events:letters": Rule(get=coordinators(), post=coordinators(), kwargs=of_plan),
    "events:report_state": (
        Rule(get=coordinators(), post=coordinators(302), kwargs=of_plan),
        Rule(
            get=coordinators(),
            post=coordinators(302),
            kwargs=of_done,
            data=lambda world: {"action": "reopen", "reopen-reason": "Ошибка в строке"},
        ),
    ),
    "events:edition_changes": (
        Rule(get=signed_in(), kwargs=of_done),
        Rule(get=signed_in(404), kwargs=of_plan),  # no edition yet
    ),
    "events:edition_file": Rule(get=signed_in(), kwargs=lambda world: {"pk": world.edition.pk}),
    "events:scan_file": Rule(get=signed_in(), kwargs=a_scan),
    "events:fate": (
        Rule(get=signed_in(), kwargs=of_plan),
        Rule(get=signed_in(404), kwargs=of_done),  # a report is no plan
    ),
    "events:board": Rule(get=coordinators()),
    "events:question_ask": Rule(
        get=coordinators(),
        post=coordinators(302),
        kwargs=lambda world: {"pk": world.entry_a.pk},
        data=lambda world: {"text": "Какого числа?"},
    ),
    "events:question_answer": Rule(
        get=signed_in(405),
        post=department_a(302) | {Who.VIEWER: 403},
        kwargs=a_question,
        data=lambda world: {"answer": "Пятого"},
    ),
    "events:question_settle": Rule(get=signed_in(405), post=coordinators(302), kwargs=a_question),
    "events:part": Rule(
        get=coordinators(),
        post=coordinators(302),
        kwargs=lambda world: {"pk": world.submission_a.pk},
        data=lambda world: {"action": "accept"},
        prepare=handed_in,
    ),
}
