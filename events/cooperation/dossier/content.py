"""What a dossier says: read once for the page, narrowed to what is ticked for the paper."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings

from agreements.models import Agreement, Partner
from events.basis.documents import Basis
from events.meetings.registers import ToldMeeting
from events.models import PartnerFacts
from events.phrases.dates import date_in_words
from events.results.lines import ResultLine
from events.vocabulary import Level, MeetingKind, ResultKind, Side

from ..figures import Cooperation, Share
from ..partner_events import PartnerEvent
from ..wording import with_whom
from .unsettled import Unsettled

# Names of the ticks; each is a sequence of `Dossier`.
TICKED = ("facts", "agreements", "contacts", "results", "events")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Confirmed records only, the newest first; the figures count whatever is ticked."""

    partner: Partner
    start: date
    end: date
    made_on: date
    cooperation: Cooperation
    facts: Sequence[PartnerFacts]
    agreements: Sequence[Agreement]
    contacts: Sequence[ToldMeeting]
    results: Sequence[ResultLine]
    events: Sequence[PartnerEvent]  # held, ahead, and planned without a report
    has_agreements: bool  # confirmed or not
    sums: str  # of records, in a sentence
    progress: Mapping[int, str]  # card → the last word on its execution
    regions: Sequence[Share]  # events held with parts of the partner
    basis: Basis
    unsettled: Sequence[Unsettled]
    prepared_by: str = ""

    def only(self, ticked: Mapping[str, Collection[str]], prepared_by: str) -> "Dossier":
        """With the rows of these keys alone."""
        kept = {name: [one for one in getattr(self, name) if key_of(one) in ticked[name]] for name in TICKED}
        return replace(self, **kept, prepared_by=prepared_by)

    def fact(self, kind: PartnerFacts.Kind) -> PartnerFacts | None:
        return next((one for one in self.facts if one.kind == kind), None)

    @property
    def held(self) -> list[PartnerEvent]:
        return [event for event in self.events if event.held]

    @property
    def ahead(self) -> list[PartnerEvent]:
        """The nearest first."""
        return [event for event in reversed(self.events) if event.is_ahead]

    @property
    def unreported(self) -> list[PartnerEvent]:
        """Planned, over, and no report tells of them."""
        return [event for event in self.events if event.is_open and not event.is_ahead]

    @property
    def signed(self) -> list[ResultLine]:
        return [line for line in self.results if line.kind is ResultKind.SIGNED]

    @property
    def arranged(self) -> list[ResultLine]:
        """Arrangements, and signings that lay ahead when the row was written."""
        return [line for line in self.results if line.kind is not ResultKind.SIGNED]

    @property
    def official(self) -> list[ToldMeeting]:
        return [one for one in self.contacts if one.meeting.kind != MeetingKind.JOINT_PARTICIPATION]

    @property
    def joint(self) -> list[ToldMeeting]:
        return [one for one in self.contacts if one.meeting.kind == MeetingKind.JOINT_PARTICIPATION]

    @property
    def leader(self) -> str:
        """«Президент Республики Беларусь А.Г. Лукашенко (по встрече 18 ноября 2024 года)»; "" where nobody
        met the head of the partner."""
        level = Level.HEAD_OF_STATE if self.partner.kind == Partner.Kind.COUNTRY else Level.HEAD_OF_REGION
        for told in self.contacts:
            for one in told.meeting.of_side(Side.PARTNER):
                if one.level == level and one.name and told.meeting.end:
                    return f"{one.post} {one.name} (по встрече {date_in_words(told.meeting.end)})"
        return ""

    @property
    def title(self) -> tuple[str, ...]:
        home = Partner.objects.filter(code=settings.HOME_SUBJECT).first()
        return (
            "СПРАВКА",
            f"о сотрудничестве {home.cases[1] if home else ''} {with_whom(self.partner)}".replace("  ", " "),
            f"за период с {date_in_words(self.start)} по {date_in_words(self.end)}",
        )


def key_of(record: PartnerFacts | Agreement | ToldMeeting | ResultLine | PartnerEvent) -> str:
    """The value of its tick."""
    if isinstance(record, ResultLine):
        return record.ref
    if isinstance(record, ToldMeeting):
        return str(record.meeting.pk)
    return str(record.pk)
