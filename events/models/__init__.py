"""What takes place, and the plans and reports that speak of it."""

from .attachment import Attachment
from .draft import EntryDraft
from .edition import Edition
from .entry import Entry, EntryPartner, Finding
from .event import Event, EventPartner
from .report import Report, ReportScan, Section, Submission
from .sphere import Sphere, SphereWording

__all__ = [
    "Attachment",
    "Edition",
    "Entry",
    "EntryDraft",
    "EntryPartner",
    "Event",
    "EventPartner",
    "Finding",
    "Report",
    "ReportScan",
    "Section",
    "Sphere",
    "SphereWording",
    "Submission",
]
