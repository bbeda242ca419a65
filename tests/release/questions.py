"""What is asked beyond bare addresses: filters, orders, groupings, pages, words to look for."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from addresses import spread
from django.apps import apps
from lxml import html

_OPTIONS = 4  # of one drop-down on one page
_LINKS = 12  # with a query, of one page
ALIKE = 4  # queries of one address that name the same parameters
_TYPED = {
    "q": "выставка",
    "text": "выставки",
    "year": "2025",
    "since": "2025-02-01",
    "until": "2025-05-31",
    "start": "2025-01-01",
    "end": "2025-12-31",
    "at": "2025-04-01",
}
_FILTERS = (
    "text=выставка",
    "text=%22%2B",
    "partner=by",
    "partner=ru-32&exclude=partner",
    "period=2025",
    "period=2025-Q2&kind=interregional_report&kind=international_report",
    "kind=interregional_plan&exclude=kind",
    "outcome=planned",
    "outcome=reported&outcome=held",
    "outcome=ahead",
    "outcome=no-such-outcome",
    "ahead=90",
    "since=2025-02-01&until=2025-05-31",
    "since=2025-06-01&until=2025-01-01",
    "since=вчера",
    "partner_kind=country&partner_kind=city",
    "visit=meeting",
    "visit=incoming&visit=outgoing",
    "mode=online&mode=hybrid",
    "result=signed",
    "missing=dates&missing=place",
    "missing=partner&exclude=missing",
    "findings=yes",
    "findings=no",
    "order=oldest",
    "order=title-down",
    "order=partner",
    "order=department-down",
    "order=participants",
    "page=2",
    "page=999&order=title",
    "columns=title,dates,partners,outcome,documents",
    "columns=nowhere",
    "all=yes",
)
_OF_FILES = (
    "group=sphere",
    "group=partner",
    "group=nowhere",
    "partner=by&group=partner",
    "columns=title,outcome",
)
_OF_PAGES = ("page=2", "q=выставка", "q=%00", "page=nowhere")
_FIGURES = (
    "period=2025",
    "period=2025-H1&by=documents",
    "period=2025-Q2&by=dates&partner=by",
    "period=2025&kind=interregional_report",
    "period=nowhere",
)
_API = ("size=3&page=2", "size=0", "nowhere=1")
BY_NAME: dict[str, tuple[str, ...]] = {
    "home": ("page=2",),
    "events:events": _FILTERS,
    "events:events_file": (*_FILTERS[:4], *_FILTERS[12:15], *_OF_FILES),
    "events:map": ("by=name", "partner=ru-32", *_FILTERS[4:13]),
    "events:calendar": tuple(
        f"show={show}&at={day}"
        for show in ("day", "month", "quarter", "year")
        for day in ("2025-04-12", "2025-12-15", "2024-02-29")
    )
    + _FILTERS[2:6]
    + ("show=nowhere",),
    "events:calendar_links": ("partner=by&since=2025-01-01", "since=вчера"),
    "events:saved_filter_new": ("partner=by", "since=вчера"),
    "events:reports": (
        "state=collecting",
        "kind=interregional_plan",
        "period=2025-H1",
        "period=nowhere",
        "page=2",
    ),
    "events:search": (
        "q=выставка",
        "q=Беларусь",
        "q=соглашение+о+сотрудничестве",
        "q=план+2025",
        "q=министерство",
        "q=ы",
    ),
    "events:search_offers": ("q=выставка", "q=Бря", "q=ы"),
    "events:event_lookup": ("q=бря", "q=мин", "q=согл", "q="),
    "events:board": ("state=asked", "state=overdue", "state=sent_back", "period=2025-Q4", "report=nowhere"),
    "events:dashboard": _FIGURES,
    "events:dashboard_file": _FIGURES,
    "events:figures_file": _FIGURES[1:3],
    "events:groupings": _FIGURES,
    "events:groupings_file": _FIGURES[:2],
    "events:agreements_and_plans": _FIGURES,
    "events:register": _FIGURES[:3],
    "events:register_file": _FIGURES[:2],
    "events:edition_changes": ("file=1",),
    "events:fate": ("file=1", "outcome=held", "outcome=no_trace", "outcome=nowhere"),
    "events:letters": ("kind=request", "kind=reminder", "kind=not_handed_in"),
    "events:entry_fate": ("fate=postponed", "fate=cancelled"),
    "events:my_part": ("page=2",),
    "events:my_part_download": ("post=Министр&name=И.И.+Образцов&executor=Пробный,+12-34-56",),
    "events:partners": ("q=област", "kind=country", "order=name", "page=2"),
    "events:partner": ("start=2025-01-01&end=2025-06-30", "start=2025-06-30&end=2025-01-01", "page=2"),
    "events:dossier": ("start=2025-01-01&end=2025-12-31", "start=2025-01-01&end=2025-12-31&short=on"),
    "events:agreements": (
        "q=соглашение",
        "state=in_force",
        "expiring=90",
        "idle=on",
        "unconfirmed=on",
        "page=2",
    ),
    "events:agreement_journal": ("unconfirmed=on", "q=протокол"),
    "events:events_without_agreement": ("year=2025", "year=nowhere", "page=2"),
    "events:merge": ("q=а", "page=2"),
    "events:matching": ("report=1", "department=1", "report=nowhere", "at=1"),
    "events:matching_list": ("state=joined", "state=refused", "report=1&state=unmatched", "page=2"),
    "events:matching_row": ("q=выставка", "q=ы"),
    "events:people": ("role=editor", "role=none", "q=demo"),
    "events:sign_ins": ("failed=on", "q=demo"),
    "events:entry_new": ("department=1", "copy=1", "event=1"),
    "importers:imports": (
        "state=loaded",
        "state=kept",
        "state=discarded",
        "q=report",
        "findings=yes",
        "state=nowhere",
    ),
    "importers:pending": (
        "tab=new",
        "tab=changed",
        "tab=unchanged",
        "tab=missing",
        "tab=findings",
        "only=errors",
    ),
    "importers:spelling": ("text=Белорусия&partner=by", "text=nowhere&partner=nowhere"),
    "importers:run": ("page=2",),
    "set_language": ("next=/events/",),
    "api:events": (*_FILTERS[:20], *_API),
    "api:event_lines": ("partner=by", "outcome=planned", "since=вчера", "page=1"),
    "api:rows": ("kind=interregional_plan", "period=2025", *_API),
    "api:row_lines": ("kind=interregional_plan", "period=2025-Q2"),
    "api:reports": ("kind=interregional_plan", "state=approved", "period=2025", *_API),
    "api:editions": _API,
    "api:parts": ("state=asked", *_API),
    "api:partners": ("q=бря", *_API),
    "api:agreements": ("q=соглашение", *_API),
    "api:departments": _API,
    "api:spheres": _API,
    "api:schema": ("format=yaml", "format=json"),
    "imports_api:imports": _API,
}
# Drawn inside of a page that stands already: they answer a request of htmx with less.
OF_HTMX = ("events:entry_edit", "importers:progress", "events:events", "events:search_offers")


def of_records() -> dict[str, tuple[str, ...]]:
    """Filters by keys of records, which only the database knows."""

    def first(label: str) -> list[int]:
        pks = apps.get_model(label)._base_manager.order_by("pk").values_list("pk", flat=True)
        return spread(list(pks), 2)

    filters = [
        *(f"department={pk}" for pk in first("agreements.Department")),
        *(f"sphere={pk}" for pk in first("events.Sphere")),
        *(f"agreement={pk}&exclude=agreement" for pk in first("agreements.Agreement")),
    ]
    events = first("events.Event")
    pending = list(apps.get_model("importers.PendingImport")._base_manager.values_list("pk", flat=True))
    return {
        "events:events": (*filters, "&".join(filters)),
        "events:events_file": tuple(filters[:2]),
        "events:map": tuple(filters[:3]),
        "api:events": tuple(filters),
        "events:merge": (f"kept={events[0]}&double={events[-1]}",),
        "importers:together": ("&".join(f"file={pk}" for pk in sorted(pending)),),
        "events:board": tuple(f"report={pk}" for pk in first("events.Report")),
    }


def found_on(page: bytes, path: str) -> Iterator[tuple[str, str]]:
    """(path, query) of what a page offers itself: its links with a query and the options of its filters."""
    root = html.document_fromstring(page)
    links = [urlsplit(link) for link in root.xpath("//a/@href") if "?" in link]
    own = [
        (link.path or path, urlencode(parse_qsl(link.query, keep_blank_values=True)))
        for link in links
        if not link.netloc and link.scheme in ("", "http")
    ]
    yield from spread(sorted(set(own)), _LINKS)
    for form in root.forms:
        if form.method == "GET":
            target = urlsplit(form.action or path).path or path
            for name, value in _options(form):
                yield target, urlencode({name: value})


def _options(form: html.FormElement) -> Iterator[tuple[str, str]]:
    for field in form.xpath(".//select[@name] | .//input[@name]"):
        name = field.get("name")
        if field.tag == "select":
            values = [value for value in field.xpath(".//option/@value") if value]
            yield from ((name, value) for value in spread(values, _OPTIONS))
        elif field.get("type") in ("checkbox", "radio"):
            yield name, field.get("value", "on")
        elif name in _TYPED:
            yield name, _TYPED[name]
