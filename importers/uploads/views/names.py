"""What names in a file mean: partners, agreements, headings. A coordinator's word holds for all rows, an
editor's for the rows of the file until it is confirmed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agreements.models import Department
from coopregistry.answers import done
from coopregistry.history import explain
from events.access import coordinator_required, writer_required
from events.lessons.teaching import AlreadyDecided, conflicting, effect_of, take_back, teach, withdraw
from events.models import Lesson, SphereWording
from events.phrases.inner_quotes import inner_quotes
from importers.models import PendingImport
from importers.resolving.sections import NewName

from ..corrections import Corrections
from ..forms import AgreementForm, HeadingForm, SpellingForm, TextForm
from ..preview import preview
from ..reading import save_summary
from ..said_of_file import AGREEMENT_CODES, SPELLING_CODES
from .pending import get_pending, read_first


@require_POST
@writer_required
@read_first
def pending_partner(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which partner an unknown spelling of this file means, or that it is none."""
    pending = get_pending(request, pk)
    is_none = "none" in request.POST
    form = TextForm(request.POST) if is_none else SpellingForm(request.POST)
    if not form.is_valid():
        return render(request, "importers/spelling.html", {"pending": pending, "form": form})
    text, partner = form.cleaned_data["text"], form.cleaned_data.get("partner")
    resolution = preview(pending, request.access).resolution
    issues = [issue for row in resolution.rows for issue in row.issues] if resolution else []
    if not any(issue.code in SPELLING_CODES and issue.found == text for issue in issues):
        return _back_to_findings(request, pk)
    kind = Lesson.Kind.NO_PARTNER if is_none else Lesson.Kind.SPELLING
    lesson = Lesson(kind=kind, text=text, partner=partner, file_name=pending.name[:255])

    def in_file(corrections: Corrections) -> Corrections:
        meant = {**corrections.spellings, text: partner.code if partner else ""}
        return replace(corrections, spellings=meant)

    return _taught(request, pending, lesson, in_file, {"partner": partner.code} if partner else {})


@require_POST
@writer_required
@read_first
def pending_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which agreement the text of a cell means."""
    pending = get_pending(request, pk)
    form = AgreementForm(request.POST, access=request.access)
    if not form.is_valid():
        context = {"pending": pending, "form": form, "is_agreement": True}
        return render(request, "importers/spelling.html", context)
    text, agreement = form.cleaned_data["text"], form.cleaned_data["agreement"]
    resolution = preview(pending, request.access).resolution
    issues = resolution.issues if resolution else ()
    if not any(issue.code in AGREEMENT_CODES and issue.found == text for issue in issues):
        return _back_to_findings(request, pk)
    lesson = Lesson(kind=Lesson.Kind.AGREEMENT, text=text, agreement=agreement, file_name=pending.name[:255])

    def in_file(corrections: Corrections) -> Corrections:
        return replace(corrections, agreements={**corrections.agreements, text: agreement.pk})

    return _taught(request, pending, lesson, in_file, {"agreement": agreement.pk})


@require_POST
@coordinator_required
@read_first
def pending_heading(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which department or sphere a heading of this file stands for; known everywhere from then on."""
    pending = get_pending(request, pk)
    resolution = preview(pending, request.access).resolution
    if resolution is None:
        raise Http404
    form = HeadingForm(request.POST, basis=resolution.basis)
    if not form.is_valid():
        context = {"pending": pending, "form": form, "is_heading": True}
        return render(request, "importers/spelling.html", context)
    text, stands_for = form.cleaned_data["text"], form.cleaned_data["stands_for"]
    unknown = {
        " ".join(section.title.split())
        for section in resolution.sections
        if isinstance(section.stands_for, NewName)
    }
    if " ".join(text.split()) not in unknown:
        return _back_to_findings(request, pk)
    if isinstance(stands_for, Department):
        lesson = Lesson(
            kind=Lesson.Kind.DEPARTMENT, text=text, department=stands_for, file_name=pending.name[:255]
        )
        return _taught(request, pending, lesson, None, {"department": stands_for.pk})
    explain(_("The heading “%(text)s” means %(name)s") % {"text": text[:300], "name": stands_for})
    SphereWording.objects.create(text=text, sphere=stands_for)
    success = _("The heading “%(text)s” stands for “%(name)s” from now on.")
    words = {"text": inner_quotes(text), "name": inner_quotes(stands_for.name)}
    messages.success(request, success % words)
    return _back_to_findings(request, pk)


def _taught(
    request: HttpRequest,
    pending: PendingImport,
    lesson: Lesson,
    in_file: Callable[[Corrections], Corrections] | None,
    meaning: Mapping[str, Any],
) -> HttpResponse:
    """What it changes in rows loaded before is shown first."""
    standing = conflicting(lesson)
    if standing is not None and standing.meaning != lesson.meaning:
        text = _("Something else holds already: %(lesson)s. Take it back first.")
        messages.error(request, text % {"lesson": standing})
        return _back_to_findings(request, pending.pk)
    if request.access.coordinates:
        if effect_of(lesson).effects(request.access.entries()):
            known = {"kind": lesson.kind, "text": lesson.text, "file_name": lesson.file_name, **meaning}
            query = urlencode({**known, "look": "1", "next": said_on(request, pending.pk)})
            return redirect(f"{reverse('events:lesson_new')}?{query}")
        taught = teach(lesson, request.access)
        done(request, _from_now_on(taught), undo=_forgetting(request, pending, taught))
    elif in_file is not None:
        pending.choices = in_file(Corrections.of_json(pending.choices)).to_json()
        pending.save(update_fields=["choices"])
        taught = teach(lesson, request.access)
        text = _("%(lesson)s in this file; for all rows once the coordinator has confirmed it.")
        done(request, text % {"lesson": taught}, undo=_forgetting(request, pending, taught))
    save_summary(pending, preview(pending, request.access))
    return _back_to_findings(request, pending.pk)


def _from_now_on(lesson: Lesson) -> str:
    if lesson.partner is not None:
        words = {"text": inner_quotes(lesson.text), "partner": lesson.partner}
        return _("“%(text)s” is known as %(partner)s from now on.") % words
    return _("%(lesson)s from now on.") % {"lesson": lesson}


@require_POST
@writer_required
@read_first
def pending_forget(request: HttpRequest, pk: int, lesson: int) -> HttpResponse:
    """Undo what was just said of a name: in this file and, where it holds there, in all rows."""
    pending = get_pending(request, pk)
    taught = get_object_or_404(request.access.lessons(), pk=lesson, taught_by=request.user)
    try:
        if taught.is_waiting:
            withdraw(taught, request.user)
        elif request.access.coordinates:
            take_back(taught, request.user)
        else:
            raise AlreadyDecided(taught)
    except AlreadyDecided:
        messages.info(request, _("Somebody decided on this meanwhile."))
        return _back_to_findings(request, pk)
    corrections = Corrections.of_json(pending.choices)
    meant = {name: dict(getattr(corrections, name)) for name in ("spellings", "agreements")}
    for texts in meant.values():
        texts.pop(taught.text, None)
    pending.choices = replace(corrections, **meant).to_json()
    pending.save(update_fields=["choices"])
    save_summary(pending, preview(pending, request.access))
    messages.success(request, _("Taken back: %s.") % taught)
    return _back_to_findings(request, pk)


def _forgetting(request: HttpRequest, pending: PendingImport, lesson: Lesson) -> str:
    address = reverse("importers:forget", args=[pending.pk, lesson.pk])
    return f"{address}?{urlencode({'next': said_on(request, pending.pk)})}"


def said_on(request: HttpRequest, pk: int) -> str:
    """The tab of the page on which it was said, or the remarks."""
    page = reverse("importers:pending", args=[pk])
    said_on = request.POST.get("next", "") or request.GET.get("next", "")
    return said_on if said_on.partition("?")[0] == page else f"{page}?tab=findings"


def _back_to_findings(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect(f"{said_on(request, pk)}#rows")
