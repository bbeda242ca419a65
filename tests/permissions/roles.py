"""Who asks, the small registry they ask about, and the rules a table of permissions is made of.

A table is a module of this package with `RULES`: the name of an address → a `Rule`, or several where the
answer depends on whose object it is:

    def unfinished_a(world): return {"pk": world.entry_a.pk}

    RULES = {
        "events:reports": Rule(get=signed_in()),
        "events:entry": (
            Rule(get=signed_in(), kwargs=lambda world: {"pk": world.done_entry.pk}),
            Rule(get=department_a(), kwargs=unfinished_a),
        ),
        "events:report_open": Rule(get=coordinators(), post=coordinators()),
        "events:hand_in": Rule(get=signed_in(405), post=department_a(302), kwargs=unfinished_a),
    }
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import Group

from agreements.models import Agreement, Department, Membership, Partner
from coopregistry import roles
from coopregistry.models import User
from events.entries.governing import govern
from events.exports.house_form import HEADINGS, basis
from events.models import Edition, Entry, Event, Report, Section, Submission
from events.vocabulary import Kind


class Who(StrEnum):
    ANONYMOUS = "anonymous"
    VIEWER = "viewer"
    EDITOR_A = "editor_a"
    EDITOR_B = "editor_b"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


Expected = Mapping[Who, int]  # the status each one gets
TO_SIGN_IN = 302


@dataclass(slots=True, kw_only=True)
class World:
    """Two departments, a plan both still write, an approved report, and one user of each role."""

    users: dict[Who, User]
    department_a: Department
    department_b: Department
    plan: Report  # collecting: A has an unfinished row, B too
    entry_a: Entry
    entry_b: Entry
    submission_a: Submission
    submission_b: Submission
    done: Report  # approved; the row is B's
    done_entry: Entry
    done_submission: Submission
    edition: Edition
    partner: Partner
    agreement: Agreement


def _nothing(world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What an address answers. `post` None: it must refuse to be written (405) once it may be seen."""

    get: Expected
    post: Expected | None = None
    kwargs: Callable[[World], dict[str, Any]] = _nothing
    data: Callable[[World], dict[str, Any]] = _nothing  # of the POST
    query: Callable[[World], dict[str, Any]] = _nothing  # of the GET
    prepare: Callable[[World], None] | None = None  # brings the world into the state the rule is about


def everybody(status: int = 200) -> dict[Who, int]:
    """The same for all, signed in or not."""
    return dict.fromkeys(Who, status)


def signed_in(status: int = 200, **others: int) -> dict[Who, int]:
    """All who signed in alike, but for those named: `signed_in(viewer=403)`."""
    return {
        **dict.fromkeys(Who, status),
        Who.ANONYMOUS: TO_SIGN_IN,
        **{Who(name): own for name, own in others.items()},
    }


nobody = signed_in


def only(*who: Who, status: int = 200, others: int = 403) -> dict[Who, int]:
    return signed_in(others, **{str(one): status for one in who})


def writers(status: int = 200, others: int = 403) -> dict[Who, int]:
    return signed_in(status, viewer=others)


def coordinators(status: int = 200, others: int = 403) -> dict[Who, int]:
    return only(Who.COORDINATOR, Who.ADMINISTRATOR, status=status, others=others)


def administrators(status: int = 200, others: int = 403) -> dict[Who, int]:
    return only(Who.ADMINISTRATOR, status=status, others=others)


def department_a(status: int = 200, others: int = 404) -> dict[Who, int]:
    """The editor of department A and those who coordinate; to others the object does not exist."""
    return only(Who.EDITOR_A, Who.COORDINATOR, Who.ADMINISTRATOR, status=status, others=others)


def make_world() -> World:
    department_one = Department.objects.create(name="Министерство пробных дел")
    department_two = Department.objects.create(name="Управление опытных работ")
    plan = _report(Kind.INTERREGIONAL_PLAN, "2031-H1", Report.State.COLLECTING)
    done = _report(Kind.INTERREGIONAL_REPORT, "2030-Q4", Report.State.APPROVED)
    asked, ready = Submission.State.ASKED, Submission.State.ACCEPTED
    partner = Partner.objects.get(code="ru-32")
    world = World(
        users={who: _user(who, department_one, department_two) for who in Who if who is not Who.ANONYMOUS},
        department_a=department_one,
        department_b=department_two,
        plan=plan,
        entry_a=_entry(plan, department_one, "Ярмарка"),
        entry_b=_entry(plan, department_two, "Выставка"),
        submission_a=Submission.objects.create(report=plan, department=department_one, state=asked),
        submission_b=Submission.objects.create(report=plan, department=department_two, state=asked),
        done=done,
        done_entry=_entry(done, department_two, "Конкурс"),
        done_submission=Submission.objects.create(report=done, department=department_two, state=ready),
        edition=Edition.objects.create(
            report=done,
            number=1,
            rows=1,
            table={
                "kind": done.kind,
                "title": done.title,
                "columns": done.headings,
                "lines": [],
                "notes": [],
                "extras": [],
                "column_numbers": False,
            },
            docx=b"PK",
            sha256="0" * 64,
        ),
        partner=partner,
        agreement=Agreement.objects.create(title="Соглашение о пробном сотрудничестве"),
    )
    govern(Event.objects.all())
    return world


def _user(who: Who, department_one: Department, department_two: Department) -> User:
    role = {
        Who.VIEWER: roles.VIEWER,
        Who.EDITOR_A: roles.EDITOR,
        Who.EDITOR_B: roles.EDITOR,
        Who.COORDINATOR: roles.COORDINATOR,
        Who.ADMINISTRATOR: roles.ADMINISTRATOR,
    }[who]
    is_admin = who is Who.ADMINISTRATOR
    user = User.objects.create(username=who, is_staff=is_admin, is_superuser=is_admin)
    user.groups.add(Group.objects.get(name=role))
    own = {Who.EDITOR_A: department_one, Who.EDITOR_B: department_two}.get(who)
    if own is not None:
        Membership.objects.create(user=user, department=own)
    return user


def _report(kind: Kind, period: str, state: Report.State) -> Report:
    return Report.objects.create(
        kind=kind,
        period_code=period,
        basis=basis(kind),
        title="Пробный документ",
        headings=[[heading, role.value] for heading, role in HEADINGS[kind]],
        state=state,
        deadline=date(2030, 12, 1),
    )


def _entry(report: Report, department: Department, title: str) -> Entry:
    section = Section.objects.create(
        report=report, title=department.name, department=department, order=department.pk % 1000
    )
    event = Event.objects.create(title=title)
    entry = Entry.objects.create(
        report=report,
        section=section,
        department=department,
        order=1,
        cells={"title": title, "partner": "Брянская область", "dates": "12 февраля 2031 года"},
        event=event,
        own_event=event,
    )
    return entry
