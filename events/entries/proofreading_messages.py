"""The words for each issue of proof-reading: a name for all of its kind, and a sentence for one."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Words(NamedTuple):
    kind: str | Promise  # heading of all issues of the code
    sentence: str | Promise


WORDS: Mapping[str, Words] = {
    "mixed-alphabets": Words(
        _("Latin letters among Cyrillic ones"),
        _("Letters of two alphabets in one word: “%(found)s”."),
    ),
    "cyrillic-roman-numeral": Words(
        _("Roman numerals in Cyrillic letters"),
        _("Cyrillic letters stand for a Roman numeral: “%(found)s”."),
    ),
    "letter-for-digit": Words(
        _("Letters among digits"),
        _("A letter stands for a digit: “%(found)s”."),
    ),
    "frozen-hyphen": Words(
        _("Hyphens left from the end of a line"),
        _("A hyphen parts a word: “%(found)s”."),
    ),
    "doubled-space": Words(_("Doubled spaces"), _("Several spaces in a row: “%(found)s”.")),
    "stray-space": Words(_("Spaces where none belongs"), _("A space too many: “%(found)s”.")),
    "missing-space": Words(_("Missing spaces"), _("A space is missing: “%(found)s”.")),
    "doubled-mark": Words(_("Doubled punctuation marks"), _("Two marks side by side: “%(found)s”.")),
    "unbalanced-brackets": Words(_("Brackets without a pair"), _("A bracket has no pair: “%(found)s”.")),
    "initial-without-dot": Words(
        _("Initials without a full stop"), _("An initial has no full stop: “%(found)s”.")
    ),
    "year-in-nominative": Words(
        _("“2022 год” instead of “2022 года”"), _("The year is in the wrong case: “%(found)s”.")
    ),
    "weekday-differs": Words(
        _("Weekdays that do not fit the date"), _("The day of “%(found)s” is a %(expected)s.")
    ),
    "impossible-date": Words(_("Dates that do not exist"), _("There is no such day: “%(found)s”.")),
    "empty-cell": Words(_("Empty cells"), _("The cell is empty.")),
    "placeholder-left": Words(_("Placeholders"), _("Something is left to be filled in: “%(found)s”.")),
    "content-repeats-title": Words(
        _("The content repeats the title"), _("The content says only what the title says.")
    ),
    "absurd-number": Words(_("Unlikely numbers"), _("The number is hardly right: “%(found)s”.")),
    "place-contradicts-itself": Words(
        _("A city outside of its country"),
        _("“%(found)s”: the registry knows this city in %(expected)s."),
    ),
    "duplicate-row": Words(
        _("Rows told twice"), _("Row %(expected)s seems to tell the same event: “%(found)s”.")
    ),
    "told-before": Words(
        _("Rows told in an earlier document"),
        _("“%(found)s” seems to be told already: %(expected)s."),
    ),
    "sum-differs": Words(
        _("Figures that do not add up"), _("The parts (%(found)s) do not fit the total %(expected)s.")
    ),
    "unexplained-abbreviation": Words(
        _("Abbreviations never explained"), _("“%(found)s” is explained nowhere in the document.")
    ),
    "misspelt": Words(_("Spelling"), _("“%(found)s”: perhaps “%(suggestion)s”?")),
    "agreement-not-in-force": Words(
        _("Agreements not in force"),
        _("The agreement was not in force at that time: “%(found)s” (%(expected)s)."),
    ),
    "agreement-of-others": Words(
        _("Agreements with other parties"),
        _("The row names %(found)s, the parties of its agreement are: %(expected)s."),
    ),
    "department-not-in-force": Words(
        _("Executive bodies of another time"),
        _("“%(found)s” did not exist at that time (%(expected)s)."),
    ),
    "number-repeated": Words(
        _("Repeated row numbers"), _("The number %(found)s stands twice, expected %(expected)s.")
    ),
    "number-out-of-order": Words(
        _("Gaps in the numbering"), _("The number is %(found)s, expected %(expected)s.")
    ),
}
