"""Letters to departments about a report: as Word, and as e-mail."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from coopregistry.jobs.waiting import go_on
from coopregistry.once import once
from events.access import coordinator_required
from events.exports.file_names import file_name
from events.exports.letter import write_letters
from events.exports.page_style import Properties
from events.models import Report, Submission
from events.vocabulary import Kind
from events.web import download

from ..forms import LetterChoice, LetterForm
from ..jobs import ask_to_send
from ..letters import LETTER_LABELS, LetterKind, addressees, addresses_of, letter

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
                return go_on(request, ask_to_send(report, kind, chosen, _signature(form), request.user))
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
