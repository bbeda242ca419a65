"""«Карта»: partners coloured by their number of events, and the same numbers as a table."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from events.event_list.shared_filter import filter_context, filter_from_query

from .pictures import Picture, pictures
from .shades import Shades, shades
from .territories import Territory, territories

_BY_NAME = "name"


@require_safe
def event_map(request: HttpRequest) -> HttpResponse:
    """Partners chosen in the filter are highlighted: every partner is counted whatever is chosen."""
    event_filter = filter_from_query(request.GET, request.access, without=("partner", "by"))
    by = _BY_NAME if request.GET.get("by") == _BY_NAME else ""
    context = filter_context(event_filter, {"by": by} if by else {}, without=("partner",))
    is_whole = event_filter.is_valid() and not event_filter.has_conditions
    events = None if is_whole else event_filter.events
    rows = territories(events, request.access, held=event_filter.asks_for_held)
    colours = shades(row.events for row in rows if row.on_map)
    lines = [_line(row, colours, QueryDict(context["query"])) for row in rows]
    shapes = {line["code"]: line for line in lines}
    if by:
        lines.sort(key=lambda line: line["name"])
    context |= {
        "pictures": [_drawn(pictures()[name], shapes) for name in ("west", "russia", "world")],
        "lines": lines,
        "legend": colours.legend,
        "by": by,
        "count": event_filter.events.count(),
        "chosen": set(request.GET.getlist("partner")),
        "home": next((row.name for row in rows if row.is_home), ""),
    }
    return render(request, "events/map/map.html", context)


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


def _drawn(picture: Picture, shapes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """`ground`: shapes without a line in the table, which have no number."""
    told = [spot for spot in picture.spots if spot.code in shapes]
    return {
        "picture": picture,
        "ground": [spot.code for spot in picture.spots if spot.code not in shapes],
        "shapes": [{**shapes[spot.code], "x": spot.x, "y": spot.y} for spot in told],
    }
