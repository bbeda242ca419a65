"""What a leader and a coordinator see first: ahead, last contacts, terms, silence, and what it rests on."""

from dataclasses import dataclass
from datetime import date, timedelta

from events.access import Access
from events.basis.documents import Basis, Gap, Question, basis_of, read_documents
from events.cooperation.terms import Term, expiring
from events.period import Period

from .coming import Coming, coming
from .contacts import Contact, last_contacts
from .quiet import SILENCE, QuietPartner, quiet_partners

AHEAD = timedelta(days=30)
_LAST_DAYS = 90  # within which an agreement is about to end


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """The year behind: what its silence is worth. `has_reports`: whether any report tells of it."""

    has_reports: bool
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    coming: Coming
    contacts: list[Contact]
    ending: list[Term]
    quiet: list[QuietPartner]
    silence: Silence
    period: Period
    basis: Basis


def overview(access: Access, today: date) -> Overview:
    """In a constant number of queries."""
    period = _period(today)
    year_ago = today - SILENCE
    documents = read_documents(access, Question(), min(period.start, year_ago), max(period.end, today))
    behind = basis_of([one for one in documents if not one.kind.is_plan], year_ago, today)
    return Overview(
        coming=coming(access, today, today + AHEAD),
        contacts=last_contacts(access, today),
        ending=[
            Term.of(agreement)
            for agreement in expiring(access.agreements(), _LAST_DAYS).order_by("valid_until", "title")
        ],
        quiet=quiet_partners(access, today),
        silence=Silence(has_reports=bool(behind.documents), gaps=behind.gaps),
        period=period,
        basis=basis_of(documents, period.start, period.end),
    )


def _period(today: date) -> Period:
    """The year; in its first quarter, of which no report can be there, the year before."""
    return Period(today.year if today.month > 3 else today.year - 1)
