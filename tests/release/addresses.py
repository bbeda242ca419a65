"""Every address of the URL configuration, filled with keys of records the database holds."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.apps import apps
from django.db.models import Min
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

Arguments = dict[str, Any]

SEVERAL = 6  # records of a model whose pages are asked for
NOWHERE = 10**9
_ADMIN_NAME = re.compile(r"admin:(?P<model>\w+?_\w+)_(?P<what>changelist|add|change|delete|history)")
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

# Of which record `pk` is the key: {model: names of addresses}.
_KEYS_OF = {
    "events.Report": """
        events:report events:report_withdraw events:report_restore
        events:report_print events:report_order events:report_bulk events:report_ask
        events:letters events:report_state events:edition_changes events:fate events:closing_note api:report
    """,
    "events.Edition": "events:edition_file api:edition",
    "events.ReportScan": "events:scan_file",
    "events.Event": "events:event api:event",
    "events.Entry": """
        events:entry_edit events:entry_edit_live events:entry_edit_discard events:entry_report
        events:entry_fate events:entry_move events:entry_move_back events:entry_remove events:entry_put_back
        events:matching_row api:row api:row_restore api:row_fate
    """,
    "events.Attachment": "events:attachment events:attachment_remove",
    "events.Submission": """
        events:my_part events:my_part_hand_in events:my_part_nothing events:my_part_take_back
        events:my_part_download events:my_part_paste events:part api:part
    """,
    "events.DossierCopy": "events:dossier_file",
    "events.CalendarLink": "events:calendar_link",
    "events.SavedFilter": """
        events:saved_filter events:saved_filter_opens events:saved_filter_remove events:saved_filter_restore
    """,
    "events.StructureChange": "events:structure_change events:structure_change_undo",
    "events.AccessKey": "api:key_revoke",
    "agreements.Partner": "events:partner events:partner_facts events:dossier",
    "agreements.Agreement": """
        events:agreement events:agreement_edit events:agreement_file events:agreement_attach api:agreement
    """,
    "agreements.AgreementFile": """
        events:agreement_attached events:agreement_attached_remove events:agreement_attached_restore
    """,
    "agreements.Department": "api:department",
    "agreements.Membership": "events:membership_end",
    "coopregistry.User": """
        events:person events:membership_add events:person_password events:drafts_hand_over
    """,
    "importers.PendingImport": """
        importers:pending importers:read importers:progress importers:delete importers:rows_file
        importers:target importers:partner importers:heading importers:forget importers:load
        importers:set_aside importers:keep_unread importers:take_up importers:original importers:remarks
    """,
    "importers.ImportRun": """
        importers:run importers:run_rows_file importers:undo importers:run_original importers:run_remarks
        imports_api:import
    """,
}
RECORDS = {name: label for label, names in _KEYS_OF.items() for name in names.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """`name` with its namespaces; of an address without a name its route stands in."""

    name: str
    route: str
    parameters: tuple[str, ...]
    has_name: bool

    def at(self, arguments: Arguments) -> str:
        if self.has_name:
            return reverse(self.name, kwargs=arguments)
        return "/" + _PARAMETER.sub(lambda found: str(arguments[found[1]]), self.route)


def addresses(
    resolver: URLResolver | None = None, spaces: tuple[str, ...] = (), before: str = "", taken: tuple = ()
) -> Iterator[Address]:
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        own = (*taken, *_parameters(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from addresses(pattern, inner, route, own)
        elif isinstance(pattern, URLPattern):
            name = ":".join((*spaces, pattern.name)) if pattern.name else route
            yield Address(name=name, route=route, parameters=own, has_name=bool(pattern.name))


def _parameters(pattern: Any) -> Iterable[str]:
    regex = getattr(pattern, "_regex", "")
    return pattern.converters or re.findall(r"\(\?P<(\w+)>", str(regex))


class Records:
    """Keys of records, spread over each table, the same in two copies of one database."""

    def __init__(self) -> None:
        self._known: dict[str, list[Any]] = {}

    def of(self, label: str, several: int = SEVERAL) -> list[Any]:
        key = f"{label} {several}"
        if key not in self._known:
            self._known[key] = self._of(label, several)
        return self._known[key]

    def _of(self, label: str, several: int) -> list[Any]:
        model = apps.get_model(label)
        records = model._base_manager.order_by("pk")
        if label == "events.Entry":
            # One of each document: states and layouts differ between documents, not within one.
            firsts = records.values("report").order_by("report").annotate(first=Min("pk"))
            removed = records.filter(removed_at__isnull=False).values_list("pk", flat=True)[:2]
            return sorted({*removed, *(one["first"] for one in firsts)})
        if label == "events.Submission":
            own = records.filter(department__memberships__isnull=False).values_list("pk", flat=True)
            keys = list(records.values_list("pk", flat=True))
            return sorted({*own, *spread(keys, several)})
        if label == "agreements.Partner":
            records = records.filter(event_links__isnull=False).distinct()
        return spread(list(records.values_list("pk", flat=True)), several)


def spread(values: Sequence[Any], several: int) -> list[Any]:
    """At most so many, the first and the last among them."""
    if len(values) <= several:
        return list(values)
    step = (len(values) - 1) / (several - 1)
    return [values[round(number * step)] for number in range(several)]


class Filler:
    """Arguments for addresses. What it cannot fill is in `unfilled`, to be said aloud."""

    def __init__(self, tokens: Sequence[str]):
        self.records = Records()
        self.unfilled: list[str] = []
        self.tokens = tokens  # of calendars; the database holds only their digests

    def fill(self, address: Address) -> list[tuple[Arguments, str]]:
        """Each with its path."""
        filled = []
        for arguments in self._arguments(address):
            try:
                filled.append((arguments, address.at(arguments)))
            except (NoReverseMatch, KeyError):
                self.unfilled.append(f"{address.name} {arguments}")
        if not filled:
            self.unfilled.append(address.name)
        return filled

    def _arguments(self, address: Address) -> list[Arguments]:
        if not address.parameters:
            return [{}]
        if address.name in _OWN:
            return _OWN[address.name](self)
        if address.parameters == ("pk",) and address.name in RECORDS:
            label = RECORDS[address.name]
            several = 40 if label == "events.Report" else SEVERAL
            keys = self.records.of(label, several)
            if not keys:
                self.unfilled.append(f"{address.name}: there is no {label}")
            return [{"pk": pk} for pk in (*keys, NOWHERE)]
        if address.name.startswith("admin"):
            return self._of_admin(address)
        return []

    def _of_admin(self, address: Address) -> list[Arguments]:
        found = _ADMIN_NAME.fullmatch(address.name)
        if found and "object_id" in address.parameters:
            label = found["model"].replace("_", ".", 1)
            return [{"object_id": pk} for pk in self.records.of(label, 2)] or [{"object_id": NOWHERE}]
        known = {"object_id": 1, "app_label": "events", "content_type_id": 1, "url": "nowhere/"}
        known |= {"id": self.records.of("coopregistry.User", 2)[0]}
        if not set(address.parameters) <= known.keys():
            return []
        return [{name: known[name] for name in address.parameters}]


def _each(**values: Iterable[Any]) -> list[Arguments]:
    return [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]


def _files(label: str, *suffixes: str) -> Callable[[Filler], list[Arguments]]:
    return lambda filler: _each(pk=filler.records.of(label, 40), suffix=(*suffixes, "exe"))


def _suffixes(*suffixes: str) -> Callable[[Filler], list[Arguments]]:
    return lambda filler: _each(suffix=(*suffixes, "exe"))


def _partner_codes(filler: Filler) -> list[Arguments]:
    codes = apps.get_model("agreements.Partner")._base_manager.in_bulk(
        filler.records.of("agreements.Partner")
    )
    return [{"code": one.code} for one in codes.values()] + [{"code": "nowhere"}]


_FIGURES = ("whole", "quarter", "department", "sphere", "partner", "activity", "kind", "mode", "nowhere")
_REGISTERS = ("meetings", "delegations-received", "delegations-sent", "joint", "results", "nowhere")
_MERGED = ("bodies", "spheres", "agreements", "partners", "events", "reorganisation")
# Addresses whose arguments are more than one key of a record.
_OWN: dict[str, Callable[[Filler], list[Arguments]]] = {
    "events:report_file": _files("events.Report", "docx", "xlsx", "csv", "json", "pdf"),
    "events:events_file": _suffixes("docx", "xlsx", "csv", "ics"),
    "events:agreement_journal": _suffixes("docx", "xlsx"),
    "events:groupings_file": _suffixes("docx", "xlsx"),
    "events:figures_file": lambda filler: _each(slug=_FIGURES, suffix=("xlsx", "csv", "exe")),
    "events:register": lambda filler: _each(slug=_REGISTERS),
    "events:register_file": lambda filler: _each(slug=_REGISTERS, suffix=("docx", "xlsx", "exe")),
    "events:merge": lambda filler: _each(kind=_MERGED),
    "events:event_lookup": lambda filler: _each(
        what=("partner", "place", "department", "agreement", "nowhere")
    ),
    "events:calendar_feed": lambda filler: _each(token=(*filler.tokens, "nowhere")),
    **dict.fromkeys(
        ("events:entry_new", "events:entry_new_live", "events:entry_new_discard"),
        lambda filler: _each(report=filler.records.of("events.Report", 40)),
    ),
    "importers:row": lambda filler: _each(
        pk=filler.records.of("importers.PendingImport"), table=(1,), number=(1, 3)
    ),
    "api:partner": _partner_codes,
    "no_such_address": lambda filler: _each(rest=("nowhere/", "partners/two\nlines/")),
    "password_reset_confirm": lambda filler: _each(uidb64=("MQ",), token=("none",)),
}
