"""Builders of a small cooperation: events of partners in plans and reports."""

from datetime import date
from typing import Any

from django.contrib.auth.models import Group

from agreements.models import Agreement, AgreementParty, Partner
from coopregistry import roles
from coopregistry.models import User
from events.access import Access
from events.cooperation.figures import Cooperation, cooperation
from events.cooperation.queries import events_with
from events.entries.governing import govern
from events.models import Entry, EntryPartner, Event, EventPartner, Report, Submission
from events.vocabulary import Kind, PartnerRole, SectionBasis


def coordinator() -> Access:
    return Access.of(user_of(roles.COORDINATOR))


def viewer() -> Access:
    return Access.of(user_of(roles.VIEWER))


def user_of(role: str) -> User:
    user, made = User.objects.get_or_create(username=f"a-{role}")
    if made:
        user.groups.add(Group.objects.get(name=role))
    return user


def report(kind: Kind, period: str) -> Report:
    basis = SectionBasis.DEPARTMENT
    return Report.objects.get_or_create(
        kind=kind, period_code=period, defaults={"title": f"{kind} {period}", "basis": basis}
    )[0]


def make_entry(of: Report, title: str, *codes: str, event: Event | None = None, **values: Any) -> Entry:
    """One entry with its event; `role` is that of the partners, `results` the recognised results."""
    role = values.pop("role", PartnerRole.PARTNER)
    results = values.pop("results", {})
    day = values.pop("day", None)
    dates = {"start": day, "end": day, "precision": "day"} if day else {}
    event = event or Event.objects.create(title=title)
    entry = Entry.objects.create(
        report=of,
        event=event,
        cells={"title": title, "dates": f"{day:%d.%m.%Y}" if day else ""},
        recognised={"results": results} if results else {},
        **dates,
        **values,
    )
    for code in codes:
        EntryPartner.objects.create(entry=entry, partner=Partner.objects.get(code=code), role=role)
    govern([event])
    return entry


def agreement(title: str, *codes: str, **values: Any) -> Agreement:
    made = Agreement.objects.create(title=title, **values)
    for order, code in enumerate(codes):
        AgreementParty.objects.create(agreement=made, partner=Partner.objects.get(code=code), order=order)
    return made


def unfinished(of: Report, entry: Entry) -> None:
    Submission.objects.create(report=of, department=entry.department, state=Submission.State.ASKED)
    govern([entry.event])


def some_cooperation() -> dict[str, Entry]:
    """Belarus: a plan for 2031 with three entries, one of them held, and one unplanned event."""
    plan = report(Kind.INTERNATIONAL_PLAN, "2031-H1")
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    held = make_entry(plan, "Ярмарка ремесел", "by-vitebskaya", "by", day=date(2031, 2, 1))
    make_entry(
        done,
        "Ярмарка ремесел",
        "by-vitebskaya",
        "by",
        event=held.event,
        day=date(2031, 2, 2),
        participants_count=1500,
        participants_bound="at_least",
        signed=True,
        agreed=True,
        results={
            "documents": [{"phrase": "подписано соглашение", "count": 2}, {"phrase": "подписан договор"}],
            "arrangements": ["Достигнута договоренность о второй ярмарке."],
        },
    )
    unplanned = make_entry(
        done,
        "Прием делегации мастеров",
        "by",
        day=date(2031, 3, 5),
        activity="reception",
        direction="incoming",
    )
    silent = make_entry(plan, "Выставка", "by", day=date(2031, 5, 5), signed=True)
    off = make_entry(plan, "Концерт", "by", day=date(2031, 6, 6), fate=Entry.Fate.CANCELLED)
    make_entry(done, "Лекция о соседях", "by", day=date(2031, 3, 6), role=PartnerRole.MENTIONED)
    return {"held": held, "unplanned": unplanned, "silent": silent, "off": off}


def link_count(code: str) -> int:
    return EventPartner.objects.counted().filter(partner__code=code).count()


def cooperation_with(
    code: str, start: date | None = None, end: date | None = None, access=None
) -> Cooperation:
    access = access or coordinator()
    tree = Partner.objects.get(code=code).tree()
    return cooperation(access, events_with(access, tree), start, end, partners=tree)
