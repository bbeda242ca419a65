"""Names that a remark of a file says were seen and not taken: one click says that they are partners."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agreements.gazetteer import current_gazetteer
from coopregistry.answers import done
from events.access import writer_required
from importers.models import PendingImport
from importers.resolving.resolution import ResolvedRow

from ..corrections import Corrections, Place, place_of
from ..partial import issues_of_rows
from ..preview import preview
from ..reading import save_summary
from ..seen import seen_by
from .names import said_on
from .pending import get_pending, read_first


@require_POST
@writer_required
@read_first
def pending_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Count a place among the partners of rows that name it, or no more where `without` is given."""
    pending = get_pending(request, pk)
    resolution = preview(pending, request.access).resolution
    if pending.state != PendingImport.State.WAITING or resolution is None:
        raise Http404
    said = request.POST if "partner" in request.POST else request.GET
    code, places = said.get("partner", ""), set(said.getlist("row"))
    rows = [row for row in resolution.rows if _key(place_of(row.row)) in places]
    corrections = Corrections.of_json(pending.choices)
    issues = issues_of_rows(resolution)
    changed = []
    for row in rows:
        if "without" in said:
            corrections = corrections.without_partner(place_of(row.row), code)
        elif any(
            one.code == code for issue in issues.get(place_of(row.row), ()) for one in seen_by(issue, row)
        ):
            corrections = corrections.with_partner(place_of(row.row), code)
        else:
            continue
        changed.append(row)
    if changed:
        pending.choices = corrections.to_json()
        pending.save(update_fields=["choices"])
        save_summary(pending, preview(pending, request.access))
        name = current_gazetteer().place(code).name
        if "without" in said:
            done(request, _("%(name)s is no partner of these rows.") % {"name": name})
        else:
            done(request, _counted(name, changed), undo=_back(request, pk, code, changed))
    return redirect(f"{said_on(request, pk)}#rows")


def _counted(name: str, rows: Sequence[ResolvedRow]) -> str:
    words = {"name": name, "count": len(rows)}
    return _("%(name)s is loaded as a partner. Rows: %(count)s.") % words


def _back(request: HttpRequest, pk: int, code: str, rows: Sequence[ResolvedRow]) -> str:
    query = [("partner", code), ("without", "1"), ("next", said_on(request, pk))]
    query += [("row", _key(place_of(row.row))) for row in rows]
    return f"{reverse('importers:seen', args=[pk])}?{urlencode(query)}"


def _key(place: Place) -> str:
    return f"{place[0]}.{place[1]}"
