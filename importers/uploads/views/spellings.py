"""The queue of unknown spellings, over all rows: each is learned once, after a preview of what changes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from agreements.models import Partner
from events.access import coordinator_required
from events.lessons.teaching import conflicting, effect_of, teach
from events.models import Lesson
from events.phrases.inner_quotes import inner_quotes

from ..forms import SpellingForm
from ..spellings import is_unknown, unknown_spellings, waiting_with_spellings

_PAGE = 25
_SHOWN = 100


@require_safe
@coordinator_required
def spelling_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(unknown_spellings(), _PAGE).get_page(request.GET.get("page"))
    names = {name for spelling in page.object_list for name in spelling.suggestions}
    partners = {partner.name: partner for partner in Partner.objects.partners().filter(name__in=names)}
    rows = [
        {
            "unknown": spelling,
            "form": SpellingForm(initial={"text": spelling.found}, auto_id=f"id_{number}_%s"),
            "suggestions": [partners[name] for name in spelling.suggestions if name in partners],
        }
        for number, spelling in enumerate(page.object_list)
    ]
    return render(request, "importers/spellings.html", {"page_obj": page, "rows": rows})


@require_safe
@coordinator_required
def spelling_preview(request: HttpRequest) -> HttpResponse:
    """What learning one spelling would change."""
    form = SpellingForm(request.GET)
    if not form.is_valid():
        return render(request, "importers/spelling.html", {"form": form})
    text, partner = form.cleaned_data["text"], form.cleaned_data["partner"]
    if not is_unknown(text):
        raise Http404
    effects = effect_of(_lesson(text, partner)).effects(request.access.entries())
    context = {
        "text": text,
        "partner": partner,
        "effects": effects[:_SHOWN],
        "count": len(effects),
        "files": [
            (pk, name, spellings[text][0])
            for pk, name, spellings in waiting_with_spellings()
            if text in spellings
        ],
    }
    return render(request, "importers/spelling_preview.html", context)


@require_POST
@coordinator_required
def spelling_learn(request: HttpRequest) -> HttpResponse:
    form = SpellingForm(request.POST)
    if not form.is_valid():
        return render(request, "importers/spelling.html", {"form": form})
    text, partner = form.cleaned_data["text"], form.cleaned_data["partner"]
    lesson = _lesson(text, partner)
    if is_unknown(text) and conflicting(lesson) is None:
        count = teach(lesson, request.access).rows
        success = ngettext(
            "“%(text)s” is known as %(partner)s from now on; %(count)s row was read anew.",
            "“%(text)s” is known as %(partner)s from now on; %(count)s rows were read anew.",
            count,
        )
        messages.success(request, success % {"text": inner_quotes(text), "partner": partner, "count": count})
    else:
        messages.info(request, _("This spelling is known already."))
    return redirect("importers:spellings")


def _lesson(text: str, partner: Partner) -> Lesson:
    return Lesson(kind=Lesson.Kind.SPELLING, text=text, partner=partner)
