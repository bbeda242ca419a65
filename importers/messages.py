"""The words for each issue met while a document is read or resolved."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from events.messages import DOUBTS

from .issues import Issue, SourceRef

ISSUES: Mapping[str, str | Promise] = {
    "target-unknown": _("The document does not say what it is; state %(expected)s."),
    "target-contradicts": _("The document says “%(found)s”, the person says “%(expected)s”."),
    "report-partner-unknown": _("The document is about “%(found)s”, which is no known partner."),
    "unknown-department": _("There is no executive body “%(found)s”. Close names: %(suggestion)s"),
    "new-department": _("The executive body “%(found)s” is new: it is added, to be confirmed."),
    "new-sphere": _("The sphere “%(found)s” is new: it is added, to be confirmed."),
    "heading-misspelt": _("The heading “%(found)s” is taken for “%(expected)s”."),
    "other-department": _("The heading “%(found)s” is not of the chosen body “%(expected)s”."),
    "new-agreement": _("The agreement “%(found)s” is new: it is added, to be confirmed."),
    "agreement-unread": _("No two parties of an agreement could be told from “%(found)s”."),
    "agreement-ambiguous": _("“%(found)s” may be one of several agreements: %(suggestion)s"),
}


def message(issue: Issue) -> str:
    """One issue in the reader's language, with the place where a person finds it."""
    words = {"found": issue.found, "expected": issue.expected, "suggestion": issue.suggestion}
    template = ISSUES.get(issue.code) or DOUBTS.get(issue.code) or issue.code
    text = (str(template) % words).strip()
    where = _where(issue.place)
    return f"{where}: {text}" if where else text


def _where(place: SourceRef) -> str:
    parts = []
    if place.table:
        parts.append(_now("table %d") % place.table)
    if place.row:
        parts.append(_now("row %d") % place.row)
    if place.heading:
        parts.append(_now("column “%s”") % " ".join(place.heading.split()))
    elif place.column:
        parts.append(_now("column %d") % place.column)
    return ", ".join(parts)
