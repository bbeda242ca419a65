"""The journal of agreements and the paper on one agreement, as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from events.exports.page_style import PageStyle
from events.results.lines import results_under
from events.web import download_paper, download_table

from ..dossier.full import FULL_STYLE
from ..figures import cooperation
from ..forms import AgreementFilter
from ..implementation import implementation_paper
from ..journal import JOURNAL_WIDTHS, describe_filter, journal
from ..queries import agreements_with_event_count, events_under
from ..terms import filtered_agreements

_JOURNAL_STYLE = PageStyle(widths=JOURNAL_WIDTHS, table_size=11)


@require_safe
def journal_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """Every page of the list with the same query string."""
    if suffix not in ("docx", "xlsx"):
        raise Http404
    form, today = AgreementFilter(request.GET), timezone.localdate()
    table = journal(filtered_agreements(request.access, form), describe_filter(form), today)
    return download_table(table, _JOURNAL_STYLE, f"Журнал учета соглашений {today:%d.%m.%Y}.{suffix}")


@require_safe
def implementation_file(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_object_or_404(agreements_with_event_count(request.access), pk=pk)
    of_agreement = cooperation(request.access, events_under(request.access, agreement))
    results = results_under(request.access, pk)
    with translation.override("ru"):
        paper = implementation_paper(agreement, of_agreement, results, timezone.localdate())
    name = f"Реализация соглашения {agreement.number or agreement.pk}.docx".replace("/", "-")
    return download_paper(paper, FULL_STYLE, name)
