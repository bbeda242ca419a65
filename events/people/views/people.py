"""The people met: the list, the page of one, and the file of the meetings."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_safe

from events.entries.told_people import decided, person_key
from events.meetings.names_left_out import leaves_names_out
from events.models import Person
from events.web import Listing, download_table

from .. import detail, files
from ..forms import OtherNameForm, PersonFilter
from ..queries import named, namesakes, people_met, person_lines

_OFFERED = 12


class PersonListView(Listing):
    template_name = "events/people/list.html"
    context_object_name = "people"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Person]:
        self.form = PersonFilter(self.request.GET)
        people = people_met(self.request.access)
        if not self.form.is_valid():
            return people.order_by("name_key", "pk")
        people = named(people, self.form.cleaned_data["q"])
        if self.form.cleaned_data["order"]:
            return people.order_by(F("last").desc(nulls_last=True), "name_key", "pk")
        return people.order_by("name_key", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(form=self.form, filtered=bool(self.request.GET), **kwargs)
        context["lines"] = person_lines(list(context["people"]), self.request.access)
        return context


@require_safe
def person_detail(request: HttpRequest, key: str) -> HttpResponse:
    access = request.access
    person = access.people().filter(key=key).first()
    if person is None:
        return redirect("events:person_met", _joined_to(request, key))
    context: dict[str, Any] = {
        "detail": detail.person_detail(person, access),
        "has_files": not leaves_names_out(access),
    }
    if access.coordinates:
        form = OtherNameForm(request.GET)
        words = form.cleaned_data["other"] if form.is_valid() else ""
        others = namesakes(person, access)
        if words:
            others = named(people_met(access).exclude(pk=person.pk), words)
        context |= {
            "form": form,
            "others": person_lines(list(others.order_by("name_key", "pk")[:_OFFERED]), access),
            "searched": bool(words),
        }
    return render(request, "events/people/person.html", context)


def _joined_to(request: HttpRequest, key: str) -> str:
    """Whom the address of a joined person leads to. Http404 where the reader sees no such person."""
    now = person_key(key, "", decided())
    if now == key or not request.access.people().filter(key=now).exists():
        raise Http404
    return now


@require_safe
def person_file(request: HttpRequest, key: str, suffix: str) -> HttpResponse:
    person = get_person_or_404(request, key)
    if suffix not in ("docx", "xlsx"):
        raise Http404
    if leaves_names_out(request.access):
        raise PermissionDenied
    with translation.override("ru"):
        table = files.meetings_table(detail.person_detail(person, request.access))
    return download_table(table, files.STYLE, f"Встречи, {person}.{suffix}")


def get_person_or_404(request: HttpRequest, key: str) -> Person:
    person = request.access.people().filter(key=key).first()
    if person is None:
        raise Http404
    return person
