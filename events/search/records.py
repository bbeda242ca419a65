"""Partners, agreements, departments, documents and letters a text finds."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.lookup import find_partners, regions_first
from agreements.models import Agreement, Department, Partner
from events.access import Access
from events.models import Report, Submission
from events.words.highlight import Piece, marked_words
from events.words.stems import stems

from .model import SearchGroup, SearchHit

_PERIOD_WORDS = {"H": "полугодие", "Q": "квартал"}
_DIGIT = re.compile(r"\d")
_Record = TypeVar("_Record", bound=Model)


def partners_found(text: str, wanted: Sequence[str], shown: int) -> SearchGroup:
    """Partners the text means, then those whose name contains its words: «Брянскую» alone means the town."""

    def hit(partner: Partner) -> SearchHit:
        return SearchHit(
            name=marked_words(partner.name, wanted),
            url=reverse("events:partner", args=[partner.pk]),
            about=_kind_and_place(partner),
        )

    meant = find_partners(text)
    others = Partner.objects.partners().exclude(pk__in=[partner.pk for partner in meant])
    # By their names alone: as whole records, some thousand partners cost more than the rest of the search.
    names = others.order_by().values_list("pk", "name", "official")
    keys = [pk for pk, *name in names if _contains(_stems(" ".join(name)), wanted)]
    named = list(others.select_related("parent").filter(pk__in=keys))
    return group_of("partners", _("Partners"), regions_first(meant + named), shown, hit)


def _kind_and_place(partner: Partner) -> str:
    kind = str(partner.get_kind_display())
    return f"{kind}, {partner.parent.name}" if partner.parent and partner.parent.code != "ru" else kind


def agreements_found(wanted: Sequence[str], access: Access, shown: int) -> SearchGroup:
    def hit(agreement: Agreement) -> SearchHit:
        number = f"№ {agreement.number}" if agreement.number else ""
        return SearchHit(
            name=marked_words(agreement.title, wanted),
            url=reverse("events:agreement", args=[agreement.pk]),
            about=" ".join(filter(None, (number, agreement.get_state_display()))),
        )

    found = _matching(
        access.agreements(),
        lambda agreement: f"{agreement.title} {agreement.number} {agreement.registration_number}",
        wanted,
    )
    return group_of("agreements", _("Agreements"), found, shown, hit)


def departments_found(wanted: Sequence[str], shown: int) -> SearchGroup:
    def hit(department: Department) -> SearchHit:
        return SearchHit(
            name=marked_words(department.name, wanted),
            url=f"{reverse('events:events')}?{urlencode({'department': department.pk})}",
            about=_("events of the body"),
        )

    found = _matching(
        Department.objects.all(), lambda department: f"{department.name} {department.short_name}", wanted
    )
    return group_of("departments", _("Executive bodies"), found, shown, hit)


def reports_found(wanted: Sequence[str], access: Access, shown: int) -> SearchGroup:
    def hit(report: Report) -> SearchHit:
        return SearchHit(
            name=marked_words(str(report), wanted),
            url=reverse("events:report", args=[report.pk]),
            about=str(report.get_state_display()),
        )

    found = _matching(
        access.reports().select_related("partner", "agreement"),
        lambda report: f"{report} {report.title} {_period_in_digits(report)}",
        wanted,
    )
    return group_of("reports", _("Plans and reports"), found, shown, hit)


def letters_found(text: str, access: Access, shown: int) -> SearchGroup:
    """Letters the bodies handed in with, by their number as written."""

    def hit(submission: Submission) -> SearchHit:
        return SearchHit(
            name=[Piece(f"№ {submission.letter_number}")],
            url=reverse("events:report", args=[submission.report_id]),
            about=f"{submission.department}: {submission.report}",
        )

    number = text.strip().lstrip("№ ")
    letters = access.submissions().filter(letter_number__icontains=number) if _DIGIT.search(number) else ()
    if letters:
        letters = letters.select_related("department", "report__partner", "report__agreement")
    return group_of("letters", _("Letters"), list(letters), shown, hit)


def _period_in_digits(report: Report) -> str:
    """«4 квартал»: documents write Roman numerals, people type Arabic ones."""
    part = report.period.part
    return f"{part[1:]} {_PERIOD_WORDS[part[0]]}" if part[:1] in _PERIOD_WORDS else ""


def _matching(
    records: QuerySet[_Record], text_of: Callable[[_Record], str], wanted: Sequence[str]
) -> list[_Record]:
    """Stemmed in Python, so that every word form counts; for models with hundreds of records at most."""
    return [record for record in records if _contains(_stems(text_of(record)), wanted)]


# Names are asked for with every search and seldom change.
_stems = lru_cache(maxsize=10_000)(stems)


def _contains(stemmed: str, wanted: Sequence[str]) -> bool:
    return all(stem in stemmed for stem in wanted)


def group_of(
    key: str, label: str, found: Sequence[_Record], shown: int, hit: Callable[[_Record], SearchHit]
) -> SearchGroup:
    return SearchGroup(key=key, label=label, count=len(found), hits=[hit(record) for record in found[:shown]])
