"""Letters to departments about a report: the request, the reminder, «not handed in»."""

from enum import StrEnum

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.models import Department, Membership
from events.exports.letter import Letter
from events.models import Report, Submission
from events.phrases.dates import date_in_words
from events.vocabulary import Kind


class LetterKind(StrEnum):
    REQUEST = "request"
    REMINDER = "reminder"
    NOT_HANDED_IN = "not_handed_in"


LETTER_LABELS = {
    LetterKind.REQUEST: _("request for information"),
    LetterKind.REMINDER: _("reminder"),
    LetterKind.NOT_HANDED_IN: _("not handed in"),
}

# «план …» in the accusative and genitive, with what it is about
_DOCUMENT = {
    Kind.INTERREGIONAL_PLAN: ("план", "плана", "мероприятий в сфере межрегионального сотрудничества"),
    Kind.INTERREGIONAL_REPORT: ("отчет", "отчета", "о мероприятиях в сфере межрегионального сотрудничества"),
    Kind.AGREEMENTS_REPORT: (
        "отчет",
        "отчета",
        "о реализации соглашений в сфере межрегионального сотрудничества",
    ),
    Kind.INTERNATIONAL_PLAN: ("план", "плана", "мероприятий в сфере международного сотрудничества"),
    Kind.INTERNATIONAL_REPORT: ("отчет", "отчета", "о мероприятиях в сфере международного сотрудничества"),
}


def addressees(report: Report, kind: LetterKind) -> QuerySet[Submission]:
    """The submissions a letter of this kind is about: requests all of them, others those under way."""
    submissions = report.submissions.select_related("department", "report").order_by("department__order")
    if kind is LetterKind.REQUEST:
        return submissions
    return submissions.under_way()


def letter(
    report: Report,
    submission: Submission,
    kind: LetterKind,
    *,
    post: str = "",
    name: str = "",
    executor: str = "",
) -> Letter:
    nominative, genitive, about = _DOCUMENT[Kind(report.kind)]
    what = f"{about} {_for_period(report)}"
    term = submission.term
    until = f"в срок до {date_in_words(term)}" if term else "в возможно короткий срок"
    match kind:
        case LetterKind.REQUEST:
            subject = "О представлении сведений"
            paragraphs = (
                f"В целях подготовки {genitive} {what} прошу {until} представить сведения "
                "по установленной форме.",
                "При отсутствии мероприятий прошу сообщить об этом: "
                + ("«мероприятия не планируются»." if report.is_plan else "«мероприятия не проводились»."),
            )
        case LetterKind.REMINDER:
            subject = "О напоминании"
            paragraphs = (
                f"Напоминаю о необходимости {until} представить сведения для подготовки {genitive} {what}.",
                *((f"Сведения возвращены на доработку: {submission.note}",) if submission.note else ()),
            )
        case LetterKind.NOT_HANDED_IN:
            subject = "О непредставлении сведений"
            was_due = f" (срок – {date_in_words(term)})" if term else ""
            paragraphs = (
                f"Сведения для подготовки {genitive} {what}{was_due} по состоянию на сегодняшний день "
                "не представлены.",
                f"Прошу незамедлительно представить сведения либо сообщить об отсутствии мероприятий: "
                f"{nominative} будет направлен на согласование без сведений "
                f"{submission.department.cases[1]}.",
            )
    return Letter(
        addressee=("Руководителю", submission.department.cases[1]),
        subject=subject,
        paragraphs=paragraphs,
        post=post,
        name=name,
        executor=tuple(executor.split("\n")) if executor else (),
    )


def as_text(written: Letter) -> str:
    """The letter as the text of an e-mail."""
    signature = "\n".join(line for line in (written.post, written.name, *written.executor) if line)
    return "\n\n".join([*written.paragraphs, signature] if signature else written.paragraphs) + "\n"


def addresses_of(departments: list[Department]) -> dict[int, list[str]]:
    """By key of the department: e-mail addresses of the people who act for it now."""
    addresses: dict[int, list[str]] = {}
    people = Membership.objects.in_force().filter(department__in=departments, user__is_active=True)
    for department, address in people.values_list("department_id", "user__email").order_by("user_id"):
        if address:
            addresses.setdefault(department, []).append(address)
    return addresses


def _for_period(report: Report) -> str:
    return ("на " if report.is_plan else "за ") + report.period.title
