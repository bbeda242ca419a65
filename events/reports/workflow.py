"""What may happen to a plan or report and to what its bodies hand in: every change of state, with its rule.

Every function is one transaction, says in the history why, and raises NotNow, with words for the person who
asked, where the state does not allow it. Who may ask is decided by events/access.py, not here.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Department, Partner, Succession
from coopregistry.history import explain
from coopregistry.models import User
from events.entries.governing import govern_shared
from events.exports import house_form
from events.models import Entry, Report, Submission
from events.period import Period
from events.vocabulary import Kind

State = Submission.State


class NotNow(Exception):
    """What was asked cannot be done in this state; the text says why and what to do."""


# --- opening a plan or report and asking for it


def bodies_in_force(day: date | None = None) -> QuerySet[Department]:
    """Executive bodies that are asked when nobody chooses them one by one."""
    day = day or timezone.localdate()
    followed = Succession.objects.filter(Q(date=None) | Q(date__lte=day), predecessor=OuterRef("pk"))
    return Department.objects.filter(
        ~Exists(followed),
        Q(in_force_from=None) | Q(in_force_from__lte=day),
        Q(in_force_to=None) | Q(in_force_to__gte=day),
        confirmed=True,
    )


def default_term(kind: Kind, period: Period) -> date:
    """By custom ten days before the period of a plan begins, five days after that of a report has ended."""
    return period.start - timedelta(days=10) if kind.is_plan else period.end + timedelta(days=5)


@transaction.atomic
def open_report(
    kind: Kind,
    period: Period,
    *,
    deadline: date | None,
    departments: Iterable[Department],
    partner: Partner | None = None,
) -> Report:
    """A new document in the house form, open to the bodies asked."""
    home = Partner.objects.get(code=settings.HOME_SUBJECT)
    about = (partner.place().official or partner.cases) if partner else None
    report = Report(
        kind=kind.value,
        period_code=period.code,
        partner=partner,
        basis=house_form.basis(kind).value,
        title=house_form.title(kind, period, home=home.cases, partner=about),
        headings=[[heading, role.value] for heading, role in house_form.HEADINGS[kind]],
        deadline=deadline,
    )
    report.prepare()
    report.full_clean()
    report.save()
    ask(report, departments, due=deadline)
    explain(_("Opened for the collection of information"))
    return report


@transaction.atomic
def ask(report: Report, departments: Iterable[Department], *, due: date | None = None) -> list[Submission]:
    """Ask bodies that were not asked yet; returns what is new. A request withdrawn before comes back with its
    history and asks anew."""
    _needs_collecting(report)
    standing = set(report.submissions.values_list("department", flat=True))
    wanted = [department for department in departments if department.pk not in standing]
    withdrawn = {
        part.department_id: part
        for part in Submission.with_removed.filter(report=report, department__in=wanted).order_by("pk")
    }
    asked = [
        Submission(report=report, department=department, asked_at=timezone.now(), due=due)
        for department in wanted
    ]
    for part in asked:
        if part.department_id in withdrawn:
            part.pk, part._state.adding = withdrawn[part.department_id].pk, False
            part.save()
    Submission.objects.bulk_create(part for part in asked if part.pk is None)
    explain(_("Information was asked for"))
    govern_shared(Entry.objects.filter(report=report, department__in=wanted))
    return asked


@transaction.atomic
def withdraw_request(submission: Submission) -> None:
    """A body asked by mistake: nothing is expected of it any more."""
    submission = _locked(submission)
    if Entry.objects.of_submission(submission).exists():
        raise NotNow(_("The body has rows in this document: move or remove them first."))
    explain(_("The request was withdrawn"))
    submission.remove()


@transaction.atomic
def set_term(report: Report, deadline: date | None) -> None:
    """A new term for all who have not handed in."""
    report.deadline = deadline
    report.save(update_fields=["deadline"])
    report.submissions.filter(state__in=Submission.UNDER_WAY).update(due=deadline)
    explain(_("The term was changed"))


# --- what a body does


@transaction.atomic
def hand_in(submission: Submission, *, user: User, letter_number: str = "") -> Submission:
    """The body says that its rows are complete."""
    submission = _locked(submission)
    _needs_collecting(submission.report)
    _needs(submission, Submission.UNDER_WAY)
    if not Entry.objects.of_submission(submission).exists():
        raise NotNow(_("There are no rows to hand in. If there is nothing to report, answer so."))
    return _receive(submission, State.HANDED_IN, user, letter_number, _("Handed in"))


@transaction.atomic
def answer_nothing(submission: Submission, *, user: User, letter_number: str = "") -> Submission:
    """The body answers formally that nothing is planned or was held."""
    submission = _locked(submission)
    _needs_collecting(submission.report)
    _needs(submission, Submission.UNDER_WAY)
    if Entry.objects.of_submission(submission).exists():
        raise NotNow(_("There are rows of this body in the document: remove them or hand them in."))
    return _receive(submission, State.NOTHING, user, letter_number, _("Nothing to report"))


@transaction.atomic
def take_back(submission: Submission) -> Submission:
    """The body goes on writing; possible until its part is accepted."""
    submission = _locked(submission)
    _needs_collecting(submission.report)
    _needs(submission, Submission.TO_ACCEPT)
    submission.state = State.SENT_BACK if submission.note else State.ASKED
    submission.handed_in_at = submission.handed_in_by = None
    if not submission.note:  # nobody had asked for more: it counts as not having come
        submission.first_handed_in_at = None
    submission.nothing = False
    submission.save()
    govern_shared(Entry.objects.of_submission(submission))
    explain(_("Taken back"))
    return submission


# --- what the coordinator does with it


@transaction.atomic
def send_back(submission: Submission, *, note: str) -> Submission:
    submission = _locked(submission)
    _needs_collecting(submission.report)
    _needs(submission, (*Submission.TO_ACCEPT, State.ACCEPTED))
    if not note.strip():
        raise NotNow(_("Say what is to be corrected."))
    submission.state, submission.note = State.SENT_BACK, note.strip()
    submission.nothing, submission.accepted_at = False, None
    submission.save()
    govern_shared(Entry.objects.of_submission(submission))
    explain(_("Sent back: %s") % submission.note)
    return submission


@transaction.atomic
def accept(submission: Submission) -> Submission:
    submission = _locked(submission)
    _needs(submission, Submission.TO_ACCEPT)
    submission.state, submission.accepted_at, submission.note = State.ACCEPTED, timezone.now(), ""
    submission.save()
    explain(_("Accepted"))
    return submission


@transaction.atomic
def receive_for(
    submission: Submission, *, user: User, letter_number: str = "", nothing: bool = False
) -> Submission:
    """The coordinator enters what came on paper."""
    answer = answer_nothing if nothing else hand_in
    return answer(submission, user=user, letter_number=letter_number)


# --- the document as a whole


@transaction.atomic
def compile_report(report: Report) -> None:
    """The collection ends: bodies cannot write any more, the coordinator goes on."""
    report = _locked_report(report, Report.State.COLLECTING)
    _move(report, Report.State.COMPILED, _("The collection of information has ended"))


@transaction.atomic
def collect_again(report: Report) -> None:
    report = _locked_report(report, Report.State.COMPILED)
    _move(report, Report.State.COLLECTING, _("The collection of information goes on"))


@transaction.atomic
def approve(report: Report, *, on: date, by: str, number: str = "") -> None:
    """The official has approved the edition that lies before him."""
    report = _locked_report(report, Report.State.IN_APPROVAL)
    report.approved_on, report.approved_by, report.approval_number = on, by, number
    _move(report, Report.State.APPROVED, _("Approved"))


@transaction.atomic
def publish(report: Report, *, on: date, address: str) -> None:
    report = _locked_report(report, Report.State.APPROVED)
    report.published_on, report.published_at = on, address
    _move(report, Report.State.PUBLISHED, _("Published"))


@transaction.atomic
def reopen(report: Report, *, reason: str, collect: bool = False) -> None:
    """Open a fixed, approved or published document for changes; the editions fixed so far stay."""
    report = _locked_report(report, *Report.CLOSED)
    if not reason.strip():
        raise NotNow(_("Say why the document is opened for changes."))
    report.approved_on = report.published_on = None
    report.approved_by = report.approval_number = report.published_at = ""
    state = Report.State.COLLECTING if collect else Report.State.COMPILED
    _move(report, state, _("Opened for changes: %s") % reason.strip())


def close_for_approval(report: Report) -> None:
    """Called by events/editions.py with the edition it fixes, in its transaction."""
    _move(report, Report.State.IN_APPROVAL, _("Edition fixed for approval"))


def _move(report: Report, state: Report.State, reason: str) -> None:
    was_closed = report.is_closed
    report.state = state
    report.full_clean(exclude=["start", "end", "headings"])
    report.save()
    if report.is_closed != was_closed:  # a closed document is finished, whoever was silent
        govern_shared(report.entries.all())
    explain(reason[:500])


def _receive(submission: Submission, state: State, user: User, letter: str, reason: str) -> Submission:
    now = timezone.now()
    submission.state, submission.handed_in_at, submission.handed_in_by = state, now, user
    submission.first_handed_in_at = submission.first_handed_in_at or now
    submission.nothing = state == State.NOTHING
    submission.letter_number = letter or submission.letter_number
    submission.save()
    govern_shared(Entry.objects.of_submission(submission))
    explain(reason)
    return submission


def _locked(submission: Submission) -> Submission:
    """The row as it stands now, locked: two people may press at once."""
    own = Submission.objects.select_for_update(of=("self",)).select_related("report", "department")
    return own.get(pk=submission.pk)


def _locked_report(report: Report, *states: Report.State) -> Report:
    standing = Report.objects.select_for_update().get(pk=report.pk)
    if standing.state not in states:
        raise NotNow(
            _("The document is in the state “%s” now; this cannot be done.") % standing.get_state_display()
        )
    return standing


def _needs(submission: Submission, states: Iterable[State]) -> None:
    if submission.state not in states:
        raise NotNow(
            _("The part is in the state “%s” now; this cannot be done.") % submission.get_state_display()
        )


def _needs_collecting(report: Report) -> None:
    if report.state != Report.State.COLLECTING:
        raise NotNow(_("The collection of information for this document has ended."))
