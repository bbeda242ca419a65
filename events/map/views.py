"""«Карта»: partners coloured by their number of events, and the same numbers as a table."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_safe

from events.event_list.active_filters import describe_filter
from events.event_list.filters import EventFilter
from events.event_list.shared_filter import filter_context, filter_from_query
from events.web import download

from .drawing import draw
from .pictures import Picture, pictures
from .shades import Shades, shades
from .territories import Territory, territories

_BY_NAME = "name"
_WITHOUT = ("partner", "by")
_CAPTIONS = {
    "west": gettext_lazy("The west of Russia and Belarus"),
    "russia": gettext_lazy("Russia and its neighbours"),
    "world": gettext_lazy("The world"),
}


@require_safe
def event_map(request: HttpRequest) -> HttpResponse:
    """Partners chosen in the filter are highlighted: every partner is counted whatever is chosen."""
    event_filter = filter_from_query(request.GET, request.access, without=_WITHOUT)
    by = _BY_NAME if request.GET.get("by") == _BY_NAME else ""
    context = filter_context(event_filter, {"by": by} if by else {}, without=("partner",))
    rows = _territories(event_filter, request)
    colours = shades(row.events for row in rows if row.on_map)
    lines = [_line(row, colours, QueryDict(context["query"])) for row in rows]
    shapes = {line["code"]: line for line in lines}
    if by:
        lines.sort(key=lambda line: line["name"])
    chosen = set(request.GET.getlist("partner"))
    context |= {
        "pictures": [_drawn(pictures()[name], shapes, chosen) for name in _CAPTIONS],
        "lines": lines,
        "legend": colours.legend,
        "by": by,
        "count": event_filter.events.count(),
        "chosen": chosen,
        "picture_query": request.GET.urlencode(),
        "home": next((row.name for row in rows if row.is_home), ""),
    }
    return render(request, "events/map/map.html", context)


@require_safe
def map_file(request: HttpRequest, name: str) -> HttpResponse:
    """A picture of the map as SVG: the page's filter, colours and highlighted partners."""
    picture = pictures().get(name)
    if picture is None:
        raise Http404
    with translation.override("ru"):
        event_filter = filter_from_query(request.GET, request.access, without=_WITHOUT)
        rows = {row.code: row for row in _territories(event_filter, request)}
        colours = shades(row.events for row in rows.values() if row.on_map)
        caption = _("Events by partner: %(where)s") % {"where": _CAPTIONS[name]}
        conditions = describe_filter(event_filter) if event_filter.is_valid() else ""
        shown = [rows[spot.code] for spot in picture.spots if spot.code in rows]
        names = [rows[code].name for code in request.GET.getlist("partner") if code in rows]
        outlined = _("Outlined: %(partners)s") % {"partners": ", ".join(names)} if names else ""
        text = draw(
            picture,
            {row.code: "home" if row.is_home else str(colours.of(row.events)) for row in shown},
            caption=caption,
            numbers=_numbers(picture, rows),
            legend=[
                ("0", pgettext("events", "none")),
                *((str(shade), words) for shade, words in colours.legend),
                *(("home", row.name) for row in shown if row.is_home),
            ],
            chosen=request.GET.getlist("partner"),
            notes=[
                *filter(None, [conditions, outlined]),
                _("One event counts for each of its partners. Boundaries: Natural Earth."),
                _("From the registry as of %(moment)s")
                % {"moment": timezone.localtime().strftime("%d.%m.%Y %H:%M")},
            ],
        )
    return download(text.encode(), f"{caption}.svg", "image/svg+xml")


def _territories(event_filter: EventFilter, request: HttpRequest) -> list[Territory]:
    is_whole = event_filter.is_valid() and not event_filter.has_conditions
    events = None if is_whole else event_filter.events
    return territories(events, request.access, held=event_filter.asks_for_held)


def _numbers(picture: Picture, rows: dict[str, Territory]) -> list[tuple[int, int, str]]:
    """Only the west has room for all of them."""
    told = []
    for spot in picture.spots:
        row = rows.get(spot.code)
        if row and row.is_home:
            told.append((spot.x, spot.y, "★"))
        elif row and row.events and picture.name == "west":
            told.append((spot.x, spot.y, str(row.events)))
    return told


def _line(row: Territory, colours: Shades, data: QueryDict) -> dict[str, Any]:
    query = data.copy()
    query["partner"] = row.code
    if row.is_home:
        label = _("%(name)s: this registry's own region") % {"name": row.name}
    else:
        number = ngettext("%(count)s event", "%(count)s events", row.events) % {"count": row.events}
        label = f"{row.name}: {number}"
    return {
        "code": row.code,
        "name": row.name,
        "within": row.within,
        "events": row.events,
        "is_home": row.code == settings.HOME_SUBJECT,
        "url": "" if row.is_home else f"{reverse('events:events')}?{query.urlencode()}",
        "shade": "home" if row.is_home else colours.of(row.events) if row.on_map else "",
        "label": label,
    }


def _drawn(picture: Picture, shapes: dict[str, dict[str, Any]], chosen: set[str]) -> dict[str, Any]:
    """`ground`: shapes without a line in the table, which have no number. Those chosen are drawn last: their
    neighbours would cover half of the outline."""
    told = [spot for spot in picture.spots if spot.code in shapes]
    told.sort(key=lambda spot: spot.code in chosen)
    return {
        "picture": picture,
        "caption": _CAPTIONS[picture.name],
        "ground": [spot.code for spot in picture.spots if spot.code not in shapes],
        "shapes": [{**shapes[spot.code], "x": spot.x, "y": spot.y} for spot in told],
    }
