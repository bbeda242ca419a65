"""«Договоренности и подписанные документы»: the list and its files."""

from io import BytesIO

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.exports.csv import write_csv
from events.labels import SIGNER_LABELS
from events.meetings.names_left_out import leaves_names_out
from events.web import download, download_table

from ..equals import equal_titles
from ..filters import ResultFilter
from ..lines import Heads, controlled_by
from ..tables import RESULTS_STYLE, TITLE, results_table, table_without_names

_PAGE_SIZE = 25
_SUFFIXES = ("docx", "xlsx", "csv")


@require_safe
def result_list(request: HttpRequest) -> HttpResponse:
    form = ResultFilter(request.GET, request.access)
    heads = form.heads()
    page = Paginator(heads, _PAGE_SIZE).get_page(request.GET.get("page"))
    under_way = controlled_by(request.access)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page_obj": page,
        "paginator": page.paginator,
        "lines": page.object_list,
        "filtered": bool(query),
        "files": [(suffix.upper(), _file_address(suffix, query.urlencode())) for suffix in _SUFFIXES],
        "today": timezone.localdate(),
        "under_way": under_way.count(),
        "overdue": under_way.overdue(timezone.localdate()).count(),
        "equal": len(equal_titles(request.access)) if request.access.coordinates else 0,
        "signers": _by_class(heads),
    }
    return render(request, "events/results/list.html", context)


def _file_address(suffix: str, query: str) -> str:
    address = reverse("events:results_file", args=[suffix])
    return f"{address}?{query}" if query else address


def _by_class(heads: Heads) -> list[tuple[str, int]]:
    named = [(str(label), heads.signed[signer.value]) for signer, label in SIGNER_LABELS.items()]
    unknown = [(_("not said"), heads.signed[""])]
    return [(label, count) for label, count in (*named, *unknown) if count]


@require_safe
def result_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The whole list in Russian, whatever the language of the page."""
    if suffix not in _SUFFIXES:
        raise Http404
    with translation.override("ru"):
        form = ResultFilter(request.GET, request.access)
        if not form.is_valid():
            return redirect(f"{reverse('events:results')}?{request.GET.urlencode()}")
        heads, today = form.heads(), timezone.localdate()
        note = f"Записей: {len(heads)}. По данным реестра регионального сотрудничества на {today:%d.%m.%Y}."
        table = results_table(heads, form.in_words(), (note,))
        if leaves_names_out(request.access):
            table = table_without_names(table)
    name = f"{TITLE} {today:%d.%m.%Y}.{suffix}"
    if suffix == "csv":
        out = BytesIO()
        write_csv(table, out)
        return download(out.getvalue(), name)
    return download_table(table, RESULTS_STYLE, name)
