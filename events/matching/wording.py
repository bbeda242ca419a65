"""The words of reasons for and against two rows telling one event."""

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .rows import Reason, ReasonCode

_VERY_LIKELY, _LIKELY = 0.9, 0.5  # scores

_TEXTS = {
    ReasonCode.DECIDED: _("decided by a person"),
    ReasonCode.SAME_TITLE: _("the same title"),
    ReasonCode.SIMILAR_TITLE: _("similar titles"),
    ReasonCode.SAME_NAME: _("the same name in quotes"),
    ReasonCode.SIMILAR_CONTENT: _("the contents tell of the same"),
    ReasonCode.SAME_PARTNER: _("the same partner"),
    ReasonCode.SHARED_PARTNERS: _("partners in common"),
    ReasonCode.PARTNER_INSIDE: _("one partner lies in the other"),
    ReasonCode.SAME_DATES: _("the same dates: %(dates)s"),
    ReasonCode.DATES_OVERLAP: _("the dates overlap: %(a)s and %(b)s"),
    ReasonCode.DATES_INSIDE: _("%(inner)s within “%(outer)s”"),
    ReasonCode.SAME_PLACE: _("the same place: %(place)s"),
    ReasonCode.SAME_DEPARTMENT: _("the same executive body"),
    ReasonCode.SAME_SPHERE: _("the same sphere"),
    ReasonCode.SAME_PARTICIPANTS: _("the same number of participants: %(count)s"),
    ReasonCode.SAME_AGREEMENT: _("the same agreement"),
    ReasonCode.ONLY_ONES: _("no other row of this partner and time is left"),
    ReasonCode.OTHER_TITLE: _("different titles"),
    ReasonCode.GENERAL_WORDS: _("the titles have only general words in common"),
    ReasonCode.OTHER_SUBJECT: _("different words in the titles: %(a)s and %(b)s"),
    ReasonCode.OTHER_NAME: _("different names in quotes"),
    ReasonCode.OTHER_YEAR: _("different years: %(a)s and %(b)s"),
    ReasonCode.OTHER_STAGE: _("different stages: %(a)s and %(b)s"),
    ReasonCode.OTHER_NUMBERS: _("different numbers in the titles: %(a)s and %(b)s"),
    ReasonCode.OTHER_WORDS: _("words that exclude each other: %(a)s and %(b)s"),
    ReasonCode.OTHER_PARTNER: _("different partners"),
    ReasonCode.MOVED_AND_RENAMED: _("both the dates and the title differ"),
    ReasonCode.OTHER_PLACE: _("different places"),
    ReasonCode.OTHER_DEPARTMENT: _("different executive bodies"),
    ReasonCode.OTHER_PARTICIPANTS: _("different numbers of participants: %(few)s and %(many)s"),
    ReasonCode.OTHER_AGREEMENT: _("different agreements"),
    ReasonCode.AMBIGUOUS: _("another row suits nearly as well"),
}


def reason_text(reason: Reason) -> str:
    """In the reader's language."""
    params = dict(reason.params)
    days = int(params.get("days", 0))
    if reason.code is ReasonCode.DATES_NEAR:
        text = ngettext("the dates are %(days)s day apart", "the dates are %(days)s days apart", days)
    elif reason.code is ReasonCode.DATES_MOVED:
        text = ngettext("moved by %(days)s day", "moved by %(days)s days", days)
    else:
        text = _TEXTS[reason.code]
    return str(text) % params


def reasons_text(reasons: Iterable[Reason]) -> str:
    """«то же наименование; тот же партнер; 14-16 марта внутри «март»»."""
    return "; ".join(reason_text(reason) for reason in reasons)


def likelihood(score: float | None, *, is_alone: bool = True) -> str:
    """How likely two rows tell one event, in words; with a rival at most «likely»."""
    if score is None:
        return ""
    if score >= _VERY_LIKELY and is_alone:
        return gettext("very likely")
    return gettext("likely") if score >= _LIKELY else gettext("possible")
