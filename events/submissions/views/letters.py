"""Letters to departments about a report: as Word, and as e-mail."""

import logging
from io import BytesIO

from django.contrib import messages
from django.core.mail import EmailMessage, get_connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from coopregistry.history import explain
from coopregistry.once import once
from events.access import coordinator_required
from events.exports.file_names import file_name
from events.exports.letter import write_letters
from events.exports.page_style import Properties
from events.models import Report, Submission
from events.vocabulary import Kind
from events.web import download

from ..forms import LetterChoice, LetterForm
from ..letters import LETTER_LABELS, LetterKind, addressees, addresses_of, as_text, letter

logger = logging.getLogger(__name__)

_SURE = "sure"
_IN_FILE_NAME = {
    LetterKind.REQUEST: "запрос сведений",
    LetterKind.REMINDER: "напоминание",
    LetterKind.NOT_HANDED_IN: "непредставление сведений",
}


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
@once
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(request.access.reports().select_related("partner", "agreement"), pk=pk)
    choice = LetterChoice(request.POST if request.method == "POST" else request.GET)
    kind = LetterKind(choice.cleaned_data["kind"] or "request") if choice.is_valid() else LetterKind.REQUEST
    submissions = addressees(report, kind)
    to_send: list[Submission] = []
    if request.method == "POST":
        form = LetterForm(request.POST, submissions=submissions)
        if form.is_valid():
            chosen = list(form.cleaned_data["submissions"])
            if "send" not in request.POST:
                return _file(report, kind, chosen, form)
            if request.POST["send"] == _SURE:
                _send(request, report, kind, chosen, form)
                return redirect(f"{reverse('events:board')}?report={pk}")
            to_send = chosen  # what is sent cannot be taken back: asked first
    else:
        ticked = [
            submission
            for submission in submissions
            if kind is not LetterKind.NOT_HANDED_IN or submission.is_overdue()
        ]
        form = LetterForm(initial={"kind": kind.value, "submissions": ticked}, submissions=submissions)
    addresses = addresses_of([submission.department for submission in submissions])
    context = {
        "report": report,
        "form": form,
        "kind": kind,
        "kinds": [(letter_kind.value, LETTER_LABELS[letter_kind]) for letter_kind in LetterKind],
        "submissions": submissions,
        "to_send": [submission for submission in to_send if submission.department_id in addresses],
        "sure": _SURE,
        "example": letter(report, submissions[0], kind) if submissions else None,
        "without_address": [
            submission.department for submission in submissions if submission.department_id not in addresses
        ],
    }
    return render(request, "events/letters/letters.html", context)


def _file(report: Report, kind: LetterKind, chosen: list[Submission], form: LetterForm) -> HttpResponse:
    out = BytesIO()
    written = [letter(report, submission, kind, **_signature(form)) for submission in chosen]
    write_letters(written, out, properties=Properties(title=written[0].subject))
    name = file_name(Kind(report.kind), report.period, "docx", about=_IN_FILE_NAME[kind])
    return download(out.getvalue(), name)


def _signature(form: LetterForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("post", "name", "executor")}


def _send(
    request: HttpRequest, report: Report, kind: LetterKind, chosen: list[Submission], form: LetterForm
) -> None:
    """Mail goes out before anything is written, so that `reminded_at` says what was really sent."""
    addresses = addresses_of([submission.department for submission in chosen])
    reached = [submission for submission in chosen if submission.department_id in addresses]
    mails = []
    for submission in reached:
        written = letter(report, submission, kind, **_signature(form))
        to = addresses[submission.department_id]
        mails.append(EmailMessage(written.subject, as_text(written), to=to))
    try:
        get_connection().send_messages(mails)
    except OSError as error:
        logger.warning(
            "Report %s: %d letters not sent (%s): %s", report.pk, len(mails), kind, type(error).__name__
        )
        messages.error(request, _("The mail server did not take the letters: %s") % error)
        return
    logger.info("Report %s: %d letters sent (%s)", report.pk, len(mails), kind)
    if kind is not LetterKind.REQUEST:
        keys = [submission.pk for submission in reached]
        explain(_("Letter sent: %s") % LETTER_LABELS[kind])
        Submission.objects.filter(pk__in=keys).update(reminded_at=timezone.now())
    sent = ngettext("%d letter was sent.", "%d letters were sent.", len(mails)) % len(mails)
    messages.success(request, sent)
    missed = [str(submission.department) for submission in chosen if submission not in reached]
    if missed:
        messages.warning(request, _("No e-mail address is known for: %s.") % "; ".join(missed))
