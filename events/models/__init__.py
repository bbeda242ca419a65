"""What takes place, and the plans and reports that speak of it."""

from .accepted_issue import AcceptedIssue
from .access_key import AccessKey
from .attachment import Attachment
from .calendar_link import CalendarLink
from .dossier import DossierCopy, IssuedFigures, PartnerFacts
from .draft import EntryDraft
from .edition import Edition
from .entry import Entry, EntryPartner, Finding
from .event import MOVED, TOLD_BY_REPORTS, Event, EventPartner, EventPlace
from .event_count import EventCount
from .figure_count import FigureCount
from .lesson import Lesson
from .match import MatchDecision, MatchProposal
from .meeting import Meeting, MeetingParticipant, Result
from .meeting_card import MeetingAnchor, MeetingCard, MeetingFile, MeetingPartner
from .person import Person, PersonDecision
from .printed import PrintedForm
from .question import Question
from .report import Report, ReportScan, Section, Submission
from .result_card import ControlDecision, ExecutionReport, ResultAnchor, ResultCard, ResultFile
from .saved_filter import EventListChoice, SavedFilter
from .sphere import Sphere, SphereSuccession, SphereWording
from .structure import StructureChange

__all__ = [
    "MOVED",
    "TOLD_BY_REPORTS",
    "AcceptedIssue",
    "AccessKey",
    "Attachment",
    "CalendarLink",
    "ControlDecision",
    "DossierCopy",
    "Edition",
    "Entry",
    "EntryDraft",
    "EntryPartner",
    "Event",
    "EventCount",
    "EventListChoice",
    "EventPartner",
    "EventPlace",
    "ExecutionReport",
    "FigureCount",
    "Finding",
    "IssuedFigures",
    "Lesson",
    "MatchDecision",
    "MatchProposal",
    "Meeting",
    "MeetingAnchor",
    "MeetingCard",
    "MeetingFile",
    "MeetingParticipant",
    "MeetingPartner",
    "PartnerFacts",
    "Person",
    "PersonDecision",
    "PrintedForm",
    "Question",
    "Report",
    "ReportScan",
    "Result",
    "ResultAnchor",
    "ResultCard",
    "ResultFile",
    "SavedFilter",
    "Section",
    "Sphere",
    "SphereSuccession",
    "SphereWording",
    "StructureChange",
    "Submission",
]
