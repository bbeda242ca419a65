"""The closed vocabularies of plans and reports: kinds, roles, modes, precisions, bounds, activities."""

from enum import StrEnum
from typing import ClassVar


class Kind(StrEnum):
    """A family of documents; its value is the KIND of the command line."""

    PLANS: ClassVar[tuple["Kind", ...]]
    REPORTS: ClassVar[tuple["Kind", ...]]

    INTERREGIONAL_PLAN = "interregional_plan"
    INTERREGIONAL_REPORT = "interregional_report"
    AGREEMENTS_REPORT = "agreements_report"
    INTERNATIONAL_PLAN = "international_plan"
    INTERNATIONAL_REPORT = "international_report"

    @property
    def is_plan(self) -> bool:
        return self in (Kind.INTERREGIONAL_PLAN, Kind.INTERNATIONAL_PLAN)

    @property
    def is_international(self) -> bool:
        return self in (Kind.INTERNATIONAL_PLAN, Kind.INTERNATIONAL_REPORT)

    @property
    def reports_of_plan(self) -> tuple["Kind", ...]:
        """The kinds of reports that tell what became of such a plan; empty for a report."""
        return tuple(report for report, plan in _PLAN_OF_REPORT.items() if plan is self)

    @property
    def plan_of_report(self) -> "Kind | None":
        """The kind of plan such a report accounts for; None for a plan."""
        return _PLAN_OF_REPORT.get(self)

    @property
    def counterpart_column(self) -> "Role":
        """The column that names with whom the event is held."""
        return Role.AGREEMENT if self is Kind.AGREEMENTS_REPORT else Role.PARTNER


_PLAN_OF_REPORT = {
    Kind.INTERREGIONAL_REPORT: Kind.INTERREGIONAL_PLAN,
    Kind.AGREEMENTS_REPORT: Kind.INTERREGIONAL_PLAN,
    Kind.INTERNATIONAL_REPORT: Kind.INTERNATIONAL_PLAN,
}
Kind.PLANS = tuple(kind for kind in Kind if kind.is_plan)
Kind.REPORTS = tuple(kind for kind in Kind if not kind.is_plan)


class SectionBasis(StrEnum):
    """What the sections of a report stand for."""

    DEPARTMENT = "department"
    SPHERE = "sphere"


class Role(StrEnum):
    """What a column of the table is about. Columns nobody knows have no role and are kept by heading."""

    NUMBER = "number"
    PARTNER = "partner"
    AGREEMENT = "agreement"
    TITLE = "title"
    DATES = "dates"
    PLACE = "place"
    PARTICIPANTS = "participants"
    CONTENT = "content"


class ColumnUse(StrEnum):
    """What a column without a role is for. Its cells are kept by heading whatever that is."""

    UNTIL = "until"  # the last day of the dates
    COUNT = "count"  # how many took part
    AUDIENCE = "audience"  # how many watched
    RESULT = "result"  # beside a column of contents
    DEPARTMENT = "department"
    PLANNED = "planned"  # of the other time: planned in a report, held in a plan
    LEFT_OUT = "left_out"  # kept and not read


class Mode(StrEnum):
    """How people met. «В рабочем порядке» (letters, calls) is correspondence."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"
    CORRESPONDENCE = "correspondence"


class Precision(StrEnum):
    """How exactly a date is known, finest first: the declaration order is the order of coarseness."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    PERIOD = "period"

    @property
    def coarseness(self) -> int:
        return list(Precision).index(self)


class Bound(StrEnum):
    """What a stated figure promises: «67 человек», «более 1600», «до 200», «около 3000»."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


class PartnerRole(StrEnum):
    """Why a territory is named in a row. Only `mentioned` keeps it out of lists and counts."""

    PARTNER = "partner"  # the partner or agreement cell names it
    PARTICIPANT = "participant"  # its people, bodies, firms, works took part
    PLACE = "place"  # the event was held there
    MENTIONED = "mentioned"  # a topic, history, a Russian body abroad

    @property
    def is_counted(self) -> bool:
        return self is not PartnerRole.MENTIONED


class Activity(StrEnum):
    """What kind of event a row is about; words and stems for each are in phrases/activity.py."""

    VISIT = "visit"
    BUSINESS_TRIP = "business_trip"
    RECEPTION = "reception"  # of a delegation
    BUSINESS_MISSION = "business_mission"
    NEGOTIATIONS = "negotiations"
    MEETING = "meeting"
    SIGNING = "signing"
    EXHIBITION = "exhibition"
    FAIR = "fair"
    FORUM = "forum"
    CONFERENCE = "conference"
    SEMINAR = "seminar"
    ROUND_TABLE = "round_table"
    SESSION = "session"
    TRAINING = "training"
    FESTIVAL = "festival"
    CONTEST = "contest"
    COMPETITION = "competition"  # in sport
    CONCERT = "concert"
    PERFORMANCE = "performance"
    PRESENTATION = "presentation"
    CELEBRATION = "celebration"
    EXCURSION = "excursion"
    EXPERIENCE_EXCHANGE = "experience_exchange"
    INFORMATION_EXCHANGE = "information_exchange"
    CAMPAIGN = "campaign"
    SALE = "sale"


class Direction(StrEnum):
    """Who went where."""

    OUTGOING = "outgoing"  # we went
    INCOMING = "incoming"  # they came
    AT_HOME = "at_home"  # held in the home region, nobody said to have come as a delegation


class Severity(StrEnum):
    """Only a blocker stops an import; what is custom (no number of participants) is information."""

    BLOCKER = "blocker"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Outcome(StrEnum):
    """What became of an event that a plan or a report speaks of."""

    HELD = "held"
    RESCHEDULED = "rescheduled"  # held, on other dates than planned
    UNPLANNED = "unplanned"  # held, but named by no plan of that time
    POSTPONED = "postponed"  # a person says so, as of the next two
    CANCELLED = "cancelled"
    NOT_HELD = "not_held"
    AHEAD = "ahead"  # planned, and its last day has not passed
    AWAITED = "awaited"  # so late in its quarter that the report of the next one will have it
    NOT_LOADED = "not_loaded"  # the registry has no report of its time
    SILENT = "silent"  # the report of its time is there and does not name it

    @property
    def is_held(self) -> bool:
        return self in (Outcome.HELD, Outcome.RESCHEDULED, Outcome.UNPLANNED)


class MeetingKind(StrEnum):
    """What is kept as a record of its own, beside the row that tells it."""

    MEETING = "meeting"
    RECEPTION = "reception"
    DELEGATION_VISIT = "delegation_visit"
    TRIP = "trip"
    JOINT_PARTICIPATION = "joint_participation"


class Notice(StrEnum):
    """What was done about the Ministry of Foreign Affairs."""

    NOTIFIED = "notified"
    AGREED = "agreed"


class MeetingFileKind(StrEnum):
    PROGRAMME = "programme"
    DELEGATION = "delegation"
    REPORT = "report"
    OTHER = "other"


class Level(StrEnum):
    """The rank of a side by its highest named post, highest first."""

    HEAD_OF_STATE = "head_of_state"
    GOVERNMENT = "government"
    FEDERAL = "federal"
    HEAD_OF_REGION = "head_of_region"
    DEPUTY_HEAD = "deputy_head"
    PARLIAMENT = "parliament"
    HEAD_OF_DEPARTMENT = "head_of_department"
    AMBASSADOR = "ambassador"
    DIPLOMAT = "diplomat"
    INTERSTATE = "interstate"
    MUNICIPALITY = "municipality"
    ORGANISATION = "organisation"
    RELIGIOUS = "religious"
    UNNAMED = "unnamed"

    @property
    def rank(self) -> int:
        """0 is the highest."""
        return list(Level).index(self)

    @property
    def is_official(self) -> bool:
        return self not in (Level.ORGANISATION, Level.UNNAMED)


class Side(StrEnum):
    HOME = "home"
    PARTNER = "partner"
    THIRD = "third"  # Russian federal officials and Russian diplomats


class DateFrom(StrEnum):
    """Where a meeting has its date from."""

    OWN = "own"  # told of the meeting itself
    ROW = "row"  # the only day of its row
    VISIT = "visit"  # none: it has the span of the visit


class ResultKind(StrEnum):
    SIGNED = "signed"
    AGREED = "agreed"
    PLANNED = "planned"


class Signer(StrEnum):
    """Who concluded a document, highest first; a document counts as its highest signer."""

    AUTHORITY = "authority"
    MUNICIPALITY = "municipality"
    INSTITUTION = "institution"
    ENTERPRISE = "enterprise"
    ORGANISATION = "organisation"  # chambers, unions, funds

    @property
    def rank(self) -> int:
        """0 is the highest."""
        return list(Signer).index(self)


class ControlState(StrEnum):
    """What has become of an arrangement since it was taken under control."""

    UNDER_WAY = "under_way"
    EXTENDED = "extended"
    DONE = "done"
    NOT_DONE = "not_done"
    OUTDATED = "outdated"  # there is nothing to be done any more
    RELEASED = "released"  # control ends for another reason

    @property
    def is_open(self) -> bool:
        return self in (ControlState.UNDER_WAY, ControlState.EXTENDED)
