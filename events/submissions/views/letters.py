"""Letters to executive bodies about a document: as Word, and as e-mail."""

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
from events.access import coordinator_required
from events.exports.file_names import file_name
from events.exports.letter import write_letters
from events.exports.page_style import Properties
from events.models import Report, Submission
from events.vocabulary import Kind
from events.web import download

from ..forms import LetterChoice, LetterForm
from ..letters import LABELS, LetterKind, addressees, addresses_of, as_text, letter

_ABOUT = {
    LetterKind.REQUEST: "запрос сведений",
    LetterKind.REMINDER: "напоминание",
    LetterKind.NOT_HANDED_IN: "непредставление сведений",
}


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(request.access.reports().select_related("partner"), pk=pk)
    choice = LetterChoice(request.POST if request.method == "POST" else request.GET)
    kind = LetterKind(choice.cleaned_data["kind"] or "request") if choice.is_valid() else LetterKind.REQUEST
    parts = addressees(report, kind)
    if request.method == "POST":
        form = LetterForm(request.POST, submissions=parts)
        if form.is_valid():
            chosen = list(form.cleaned_data["submissions"])
            if "send" in request.POST:
                _send(request, report, kind, chosen, form)
                return redirect(f"{reverse('events:board')}?report={pk}")
            out = BytesIO()
            written = [letter(report, part, kind, **_signed(form)) for part in chosen]
            write_letters(written, out, properties=Properties(title=written[0].subject))
            return download(
                out.getvalue(), file_name(Kind(report.kind), report.period, "docx", about=_ABOUT[kind])
            )
    else:
        ticked = [part for part in parts if kind is not LetterKind.NOT_HANDED_IN or part.is_overdue()]
        form = LetterForm(initial={"kind": kind.value, "submissions": ticked}, submissions=parts)
    found = addresses_of([part.department for part in parts])
    context = {
        "report": report,
        "form": form,
        "kind": kind,
        "kinds": [(one.value, LABELS[one]) for one in LetterKind],
        "parts": parts,
        "example": letter(report, parts[0], kind) if parts else None,
        "without_address": [part.department for part in parts if part.department_id not in found],
    }
    return render(request, "events/letters/letters.html", context)


def _signed(form: LetterForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("post", "name", "executor")}


def _send(
    request: HttpRequest, report: Report, kind: LetterKind, chosen: list[Submission], form: LetterForm
) -> None:
    """Mail goes out before anything is written: what is marked as reminded was really sent."""
    found = addresses_of([part.department for part in chosen])
    reached = [part for part in chosen if part.department_id in found]
    mails = []
    for part in reached:
        one = letter(report, part, kind, **_signed(form))
        mails.append(EmailMessage(one.subject, as_text(one), to=found[part.department_id]))
    try:
        get_connection().send_messages(mails)
    except OSError as error:
        messages.error(request, _("The mail server did not take the letters: %s") % error)
        return
    if kind is not LetterKind.REQUEST:
        now = timezone.now()
        Submission.objects.filter(pk__in=[part.pk for part in reached]).update(reminded_at=now)
        explain(_("Letter sent: %s") % LABELS[kind])
    said = ngettext("%d letter was sent.", "%d letters were sent.", len(mails)) % len(mails)
    messages.success(request, said)
    missed = [str(part.department) for part in chosen if part.department_id not in found]
    if missed:
        messages.warning(request, _("No e-mail address is known for: %s.") % "; ".join(missed))
