"""Screen labels of the closed vocabularies."""

from datetime import date

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .period import Period
from .vocabulary import (
    Activity,
    Bound,
    ColumnUse,
    ControlState,
    Direction,
    Kind,
    Level,
    MeetingFileKind,
    MeetingKind,
    Mode,
    Notice,
    Outcome,
    PartnerRole,
    Precision,
    ResultKind,
    Role,
    Severity,
    Side,
    Signer,
)

ROLE_LABELS = {
    Role.NUMBER: _("no."),
    Role.PARTNER: _("partner"),
    Role.AGREEMENT: _("agreement"),
    Role.TITLE: _("title"),
    Role.DATES: _("dates"),
    Role.PLACE: _("place"),
    Role.PARTICIPANTS: _("participants"),
    Role.CONTENT: _("content and result"),
}

COLUMN_USE_LABELS = {
    ColumnUse.UNTIL: _("end of the dates"),
    ColumnUse.COUNT: _("number of participants"),
    ColumnUse.AUDIENCE: _("number of spectators"),
    ColumnUse.RESULT: _("result"),
    ColumnUse.DEPARTMENT: _("executive body"),
    ColumnUse.PLANNED: _("what was planned (in a plan: what was held)"),
    ColumnUse.LEFT_OUT: _("kept, not read"),
}
ACTIVITY_LABELS = {
    Activity.VISIT: _("visit"),
    Activity.BUSINESS_TRIP: _("business trip"),
    Activity.RECEPTION: _("reception of a delegation"),
    Activity.BUSINESS_MISSION: _("business mission"),
    Activity.NEGOTIATIONS: _("negotiations"),
    Activity.MEETING: _("meeting"),
    Activity.SIGNING: _("signing"),
    Activity.EXHIBITION: _("exhibition"),
    Activity.FAIR: _("fair"),
    Activity.FORUM: _("forum"),
    Activity.CONFERENCE: _("conference"),
    Activity.SEMINAR: _("seminar"),
    Activity.ROUND_TABLE: _("round table"),
    Activity.SESSION: _("session"),
    Activity.TRAINING: _("training"),
    Activity.FESTIVAL: _("festival"),
    Activity.CONTEST: _("contest"),
    Activity.COMPETITION: _("competition in sport"),
    Activity.CONCERT: _("concert"),
    Activity.PERFORMANCE: _("performance"),
    Activity.PRESENTATION: _("presentation"),
    Activity.CELEBRATION: _("celebration"),
    Activity.EXCURSION: _("excursion"),
    Activity.EXPERIENCE_EXCHANGE: _("exchange of experience"),
    Activity.INFORMATION_EXCHANGE: _("exchange of information"),
    Activity.CAMPAIGN: _("campaign"),
    Activity.SALE: _("sale"),
}
DIRECTION_LABELS = {
    Direction.OUTGOING: _("out"),
    Direction.INCOMING: _("in"),
    Direction.AT_HOME: _("at home"),
}


OUTCOME_LABELS = {
    Outcome.HELD: _("held"),
    Outcome.RESCHEDULED: _("held on other dates"),
    Outcome.UNPLANNED: _("unplanned"),
    Outcome.POSTPONED: _("postponed"),
    Outcome.CANCELLED: _("cancelled"),
    Outcome.NOT_HELD: _("not held"),
    Outcome.AHEAD: pgettext_lazy("outcome of an event", "ahead"),
    Outcome.AWAITED: _("expected in the next report"),
    Outcome.NOT_LOADED: _("the report is not loaded"),
    Outcome.SILENT: _("no information"),
}


def outcome_in_words(outcome: Outcome, due: date | None, *, is_early: bool = False) -> str:
    """The label of an outcome; where a report is missing, with its period. `due`: when the planned event
    should be over. `is_early`: its days lie ahead, which makes “held” doubtful."""
    if is_early and outcome.is_held:
        return gettext("told as held, but its days lie ahead")
    if due is not None and outcome is Outcome.AWAITED:
        return gettext("expected in the report for %(period)s") % {
            "period": Period.quarter_with(due).next().title
        }
    if due is not None and outcome is Outcome.NOT_LOADED:
        return gettext("the report for %(period)s is not loaded") % {"period": Period.quarter_with(due).title}
    return str(OUTCOME_LABELS[outcome])


KIND_LABELS = {
    Kind.INTERREGIONAL_PLAN: _("interregional plan"),
    Kind.INTERREGIONAL_REPORT: _("interregional report"),
    Kind.AGREEMENTS_REPORT: _("report on agreements"),
    Kind.INTERNATIONAL_PLAN: _("international plan"),
    Kind.INTERNATIONAL_REPORT: _("international report"),
}


MODE_LABELS = {
    Mode.IN_PERSON: _("in person"),
    Mode.ONLINE: _("online"),
    Mode.HYBRID: _("in person and online"),
    Mode.CORRESPONDENCE: _("by correspondence"),
}


PRECISION_LABELS = {
    Precision.DAY: _("day"),
    Precision.MONTH: _("month"),
    Precision.QUARTER: _("quarter"),
    Precision.HALF_YEAR: _("half-year"),
    Precision.YEAR: _("year"),
    Precision.PERIOD: _("the whole period"),
}


BOUND_LABELS = {
    Bound.EXACT: _("exactly"),
    Bound.AT_LEAST: _("at least"),
    Bound.AT_MOST: _("at most"),
    Bound.ABOUT: _("about"),
}


SEVERITY_LABELS = {
    Severity.BLOCKER: _("blocker"),
    Severity.ERROR: _("error"),
    Severity.WARNING: _("warning"),
    Severity.INFO: _("information"),
}


PARTNER_ROLE_LABELS = {
    PartnerRole.PARTNER: _("partner"),
    PartnerRole.PARTICIPANT: _("takes part"),
    PartnerRole.PLACE: _("place"),
    PartnerRole.MENTIONED: _("mentioned"),
}

MEETING_KIND_LABELS = {
    MeetingKind.MEETING: _("official meeting or negotiations"),
    MeetingKind.RECEPTION: _("delegation received"),
    MeetingKind.DELEGATION_VISIT: _("visit of a delegation"),
    MeetingKind.TRIP: _("business trip"),
    MeetingKind.JOINT_PARTICIPATION: _("joint participation"),
}
NOTICE_LABELS = {
    Notice.NOTIFIED: _("notified"),
    Notice.AGREED: _("agreed with"),
}
MEETING_FILE_LABELS = {
    MeetingFileKind.PROGRAMME: _("programme of the stay"),
    MeetingFileKind.DELEGATION: _("members of the delegation"),
    MeetingFileKind.REPORT: _("trip report"),
    MeetingFileKind.OTHER: _("other"),
}
LEVEL_LABELS = {
    Level.HEAD_OF_STATE: _("head of state"),
    Level.GOVERNMENT: _("government of a state"),
    Level.FEDERAL: _("federal body"),
    Level.HEAD_OF_REGION: _("head of a region"),
    Level.DEPUTY_HEAD: _("deputy head of a region"),
    Level.PARLIAMENT: _("parliament"),
    Level.HEAD_OF_DEPARTMENT: _("head of a body"),
    Level.AMBASSADOR: _("ambassador"),
    Level.DIPLOMAT: _("other diplomat"),
    Level.INTERSTATE: _("interstate body"),
    Level.MUNICIPALITY: _("municipality"),
    Level.ORGANISATION: _("organisation"),
    Level.RELIGIOUS: _("religious organisation"),
    Level.UNNAMED: _("level not said"),
}
RESULT_KIND_LABELS = {
    ResultKind.SIGNED: _("document signed"),
    ResultKind.AGREED: _("arrangement reached"),
    ResultKind.PLANNED: _("signing lies ahead"),
}
SIDE_LABELS = {
    Side.HOME: _("of the region"),
    Side.PARTNER: _("of the partner"),
    Side.THIRD: _("third side"),
}
SIGNER_LABELS = {
    Signer.AUTHORITY: _("public authority"),
    Signer.MUNICIPALITY: _("municipality"),
    Signer.INSTITUTION: _("institution"),
    Signer.ENTERPRISE: _("enterprise"),
    Signer.ORGANISATION: _("other organisation"),
}
CONTROL_STATE_LABELS = {
    ControlState.UNDER_WAY: _("under way"),
    ControlState.EXTENDED: _("term extended"),
    ControlState.DONE: pgettext_lazy("arrangement", "carried out"),
    ControlState.NOT_DONE: pgettext_lazy("arrangement", "not carried out"),
    ControlState.OUTDATED: pgettext_lazy("arrangement", "no longer relevant"),
    ControlState.RELEASED: pgettext_lazy("arrangement", "released from control"),
}
