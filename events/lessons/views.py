"""What the registry was taught: the list, teaching with a preview, confirming, taking back."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.names.folding import fold
from coopregistry.answers import done
from events.access import coordinator_required, writer_required
from events.models import Lesson
from events.web import Listing

from .forms import KindForm, LessonFilter, LessonForm
from .teaching import AlreadyDecided, confirm, decline, effect_of, take_back, teach, withdraw

_SHOWN = 100  # rows of a preview


@method_decorator((require_safe, writer_required), name="dispatch")
class LessonList(Listing):
    """Those that wait first, then the latest."""

    template_name = "events/lessons/list.html"
    context_object_name = "lessons"

    def get_queryset(self) -> QuerySet[Lesson]:
        self.form = LessonFilter(self.request.GET)
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        lessons = _visible(self.request).with_waiting_first()
        if asked.get("q"):
            lessons = lessons.filter(folded__contains=fold(asked["q"]))
        for name in ("kind", "state"):
            if asked.get(name):
                lessons = lessons.filter(**{name: asked[name]})
        return lessons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        narrowed = any(self.form.data.get(name) for name in self.form.fields)
        return {**shown, "form": self.form, "narrowed": narrowed, "kinds": Lesson.Kind}


@require_http_methods(["GET", "HEAD", "POST"])
@writer_required
def lesson_new(request: HttpRequest) -> HttpResponse:
    """Say what a phrase means, see what it changes, teach it."""
    posted = request.method == "POST"
    data = request.POST if posted else request.GET
    kind = KindForm(data)
    if not kind.is_valid():
        raise Http404
    is_filled = posted or "look" in data
    form = LessonForm(
        data if is_filled else None,
        initial=data.dict(),
        kind=kind.cleaned_data["kind"],
        access=request.access,
    )
    context: dict[str, Any] = {"form": form, "kind": form.kind, "next": _next(request)}
    if form.is_bound and form.is_valid():
        if posted:
            lesson = teach(form.lesson, request.access)
            back = _next(request) or reverse("events:lesson", args=[lesson.pk])
            undo = reverse("events:lesson_take_back", args=[lesson.pk])
            done(request, _said(lesson), undo=f"{undo}?{urlencode({'next': back})}")
            return redirect(back)
        effects = effect_of(form.lesson).effects(request.access.entries())
        context |= {"effects": effects[:_SHOWN], "count": len(effects), "looked": True}
    return render(request, "events/lessons/new.html", context)


def _said(lesson: Lesson) -> str:
    if lesson.is_waiting:
        return _("%(lesson)s: the coordinator confirms it, then it holds for all rows.") % {"lesson": lesson}
    text = ngettext(
        "%(lesson)s. It changed %(count)s row.", "%(lesson)s. It changed %(count)s rows.", lesson.rows
    )
    return text % {"lesson": lesson, "count": lesson.rows}


@require_safe
@writer_required
def lesson_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who taught what, and what it changes or changed."""
    lesson = _lesson(request, pk)
    entries = request.access.entries()
    effects = []
    if lesson.is_waiting:
        effects = effect_of(lesson).effects(entries)
    elif lesson.is_in_force:
        effects = effect_of(lesson).reverse_effects(entries)
    context = {
        "lesson": lesson,
        "effects": effects[:_SHOWN],
        "count": len(effects),
        "met_in": entries.filter(pk=lesson.entry_id).select_related("report").first(),
        "is_own": lesson.taught_by_id == request.user.pk,
    }
    return render(request, "events/lessons/lesson.html", context)


@require_POST
@coordinator_required
def lesson_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    return _decided(request, pk, confirm)


@require_POST
@coordinator_required
def lesson_decline(request: HttpRequest, pk: int) -> HttpResponse:
    return _decided(request, pk, decline)


@require_POST
@writer_required
def lesson_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """An editor takes back what nobody confirmed yet, a coordinator also what holds."""
    lesson = _lesson(request, pk)
    if lesson.is_waiting:
        if not request.access.coordinates and lesson.taught_by_id != request.user.pk:
            raise PermissionDenied
        return _decided(request, pk, withdraw)
    if not request.access.coordinates:
        raise PermissionDenied
    try:
        taken = take_back(lesson, request.user)
    except AlreadyDecided:
        messages.info(request, _("Somebody decided on this meanwhile."))
        return redirect("events:lesson", pk)
    text = ngettext("Taken back; %(count)s row changed.", "Taken back; %(count)s rows changed.", taken.rows)
    messages.success(request, text % {"count": taken.rows})
    for refused in taken.refused[:10]:
        messages.warning(request, f"{refused.label}: {refused.why}")
    return redirect(_next(request) or reverse("events:lesson", args=[pk]))


def _decided(request: HttpRequest, pk: int, decide: Callable[[Lesson, Any], None]) -> HttpResponse:
    lesson = _lesson(request, pk)
    try:
        decide(lesson, request.user)
    except AlreadyDecided:
        messages.info(request, _("Somebody decided on this meanwhile."))
    else:
        said = _said(lesson) if lesson.is_in_force else capfirst(lesson.get_state_display())
        messages.success(request, said)
    return redirect(_next(request) or reverse("events:lesson", args=[pk]))


def _visible(request: HttpRequest) -> QuerySet[Lesson]:
    return request.access.lessons().select_related(
        "partner", "department", "agreement", "taught_by", "decided_by"
    )


def _lesson(request: HttpRequest, pk: int) -> Lesson:
    return get_object_or_404(_visible(request), pk=pk)


def _next(request: HttpRequest) -> str:
    """Where the person came from."""
    address = request.POST.get("next", "") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else ""
