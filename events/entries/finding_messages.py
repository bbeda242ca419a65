"""The words for each issue of a row: as it is read, as a stored finding, as it is proof-read."""

import re
from collections.abc import Mapping

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Finding
from events.phrases.inner_quotes import inner_quotes

from .proofreading_messages import WORDS

_QUOTED = re.compile("«[^«»]*»")
_NAMED = re.compile(r"%\((\w+)\)s")

ISSUES: Mapping[str, str | Promise] = {
    "unread-dates": _(
        "The dates “%(found)s” could not be read; expected e.g. “26-28 September %(this_year)s”."
    ),
    "no-dates": _("The row has no dates."),
    "outside-period": _(
        "The dates “%(found)s” lie outside of the document's period (%(expected)s). "
        "Check the day, the month and the year; if they are right, the row may stay."
    ),
    "ends-before-it-begins": _("The end “%(expected)s” lies before the beginning “%(found)s”."),
    "year-not-said": _("“%(found)s” names no year, and the document covers %(expected)s."),
    "dates-to-be-specified": _("The dates are still to be specified: “%(found)s”."),
    "dates-without-begin": _("“%(found)s” names no beginning; taken to last from %(expected)s."),
    "dates-without-end": _("“%(found)s” names no end; taken to last until %(expected)s."),
    "unknown-place": _("“%(found)s” is not among the known places. %(suggestion)s"),
    "unknown-partner": _("No partner could be told from “%(found)s”."),
    "no-partner-found": _("The row names no partner. %(found)s"),
    "partner-to-be-specified": _("The partner is still to be specified: “%(found)s”."),
    "cell-read-in-part": _(
        "Of the cell the first %(expected)s signs were read; what follows was not: “%(found)s…”."
    ),
    "partner-doubted": _(
        "%(expected)s may be what the row speaks of and not who took part: “%(found)s”. If so, leave it out."
    ),
    "no-party": _("No party of an agreement could be told from “%(found)s”."),
    "city-for-region": _("The city “%(found)s” stands for its region: %(suggestion)s."),
    "district-for-subjects": _("“%(found)s” stands for its subjects: %(suggestion)s."),
    "partner-excepted": _("Counts for all subjects of the Federation, though it excepts: %(found)s."),
    "partner-place-mismatch": _("The place names %(found)s, the partner is “%(expected)s”."),
    "participants-to-be-specified": _("The participants are still to be specified: “%(found)s”."),
    "participants-counted-in-part": _("Only some of the participants are counted: %(found)s."),
    "participants-summed": _("The number of participants, %(suggestion)s, is the sum of: %(found)s."),
    "participants-own-side": _(
        "The event was held elsewhere, and “%(found)s” may count only those who came from the region."
    ),
    "participants-one-side": _("“%(found)s” counts one side; all who took part may be more."),
    "vague-participants": _("“%(found)s” gives no number of people."),
    "unread-participants": _("The number of participants could not be told from “%(found)s”."),
    "weak-mode": _("How people met is told from these words alone: “%(found)s”."),
    "unread-mode": _("The row speaks of “%(found)s”, yet does not say that people met so."),
    "weak-partner": _("Counted as partners on little evidence: %(found)s. Check that they took part."),
    "partner-left-out": _(
        "Named, but as a topic, a thing or of another time, so not taken for partners: %(found)s. "
        "If they took part, add them as partners of the row."
    ),
    "partner-not-in-column": _(
        "Named among the participants, but not in the column of partners: %(found)s. Not taken for partners."
    ),
    "participants-or-guests": _("“%(found)s” are counted as spectators: they may have taken part."),
    "partners-in-part": _("Not all partners are named: “%(found)s”."),
    "participants-each-time": _(
        "“%(found)s”: the number may be that of one time; how many took part in all is not said."
    ),
    "place-of-embassy": _(
        "“%(found)s” is counted as the place of a meeting at an office of %(suggestion)s. "
        "If nobody of there took part, leave it out of the partners of the row."
    ),
    "part-of-place": _("Of “%(found)s” only %(suggestion)s is known: its part is not told apart."),
    "participants-left-over": _(
        "Beside those who were counted these numbers were not understood: %(found)s."
    ),
    "weak-result": _("Taken for a signing or an arrangement on little evidence: “%(found)s”."),
    "unread-result": _(
        "Speaks of a signing or an arrangement, but was not taken for one that took place: “%(found)s”."
    ),
    "no-participant-figure": _("No number of participants is given."),
    "value-disagrees": _("The cell says “%(found)s”, entered beside it is “%(expected)s”."),
    "value-not-in-cell": _("Entered is “%(expected)s”, but the cell does not say it."),
    "unclosed-quotes": _("Quotation marks are not closed: “%(found)s”."),
    **{code: words.sentence for code, words in WORDS.items()},
}


def finding_message(finding: Finding) -> str:
    """One finding in the reader's language."""
    words = {"found": finding.found, "expected": finding.expected, "suggestion": finding.suggestion}
    return issue_in_words(finding.code, words)


def issue_in_words(code: str, words: Mapping[str, str]) -> str:
    if code == "unknown-place" and words["suggestion"]:
        words = {**words, "suggestion": str(_("Perhaps: %s.")) % words["suggestion"]}
    if code == "no-partner-found" and words["found"]:
        words = {**words, "found": str(_("Named, but not taken for partners: %s.")) % words["found"]}
    return filled(str(ISSUES[code]), {**words, "this_year": str(timezone.localdate().year)}).strip()


def filled(sentence: str, words: Mapping[str, str]) -> str:
    """A sentence with its words. What it puts between quotes has other ones within: «ресторан „Прага“»."""
    within = {name for quoted in _QUOTED.findall(sentence) for name in _NAMED.findall(quoted)}
    return sentence % {name: inner_quotes(text) if name in within else text for name, text in words.items()}
