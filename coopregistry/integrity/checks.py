"""What must be true of a registry in good order. Each application adds its checks in a module `integrity`."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection
from django.db.models import BinaryField, Model
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..history import Recorded, recorded_fields
from ..models import Change

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`record`: «events.edition 7», or the name of what is at fault; `what`: in words."""

    record: str
    what: str


Check = Callable[[], Iterator[Fault]]
_CHECKS: dict[str, tuple[str | Promise, Check]] = {}


def integrity_check(code: str, title: str | Promise) -> Callable[[Check], Check]:
    """Register a check. `code` stands in the JSON of the command, `title` on pages."""

    def register(check: Check) -> Check:
        _CHECKS[code] = (title, check)
        return check

    return register


def all_checks() -> dict[str, tuple[str | Promise, Check]]:
    autodiscover_modules("integrity")
    return dict(_CHECKS)


def name_of(model: type[Model], pk: Any) -> str:
    return f"{model._meta.label_lower} {pk}"


@integrity_check("database", gettext_lazy("The database itself"))
def check_database() -> Iterator[Fault]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            yield from (Fault(record="SQLite", what=line) for (line,) in cursor.fetchall() if line != "ok")
        try:
            connection.check_constraints()
        except IntegrityError as error:
            yield Fault(record="SQLite", what=str(error))


@integrity_check("files", gettext_lazy("Files against their checksums"))
def check_files() -> Iterator[Fault]:
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        contents = [field for field in model._meta.concrete_fields if isinstance(field, BinaryField)]
        if "sha256" not in names or len(contents) != 1:
            continue
        rows = model._base_manager.order_by("pk").values_list("pk", "sha256", contents[0].name)
        for pk, sha256, content in rows.iterator(chunk_size=20):
            if hashlib.sha256(bytes(content)).hexdigest() != sha256:
                yield Fault(record=name_of(model, pk), what=_("The file is not the one that was kept."))


@integrity_check("history", gettext_lazy("Records against their history"))
def check_history() -> Iterator[Fault]:
    """A record is what its changes add up to; one that was deleted is not there."""
    for model in apps.get_models():
        if issubclass(model, Recorded) and not model._meta.abstract:
            yield from _check_history_of(model)


def _check_history_of(model: type[Model]) -> Iterator[Fault]:
    label, names = model._meta.label_lower, recorded_fields(model)
    stored = model._base_manager.order_by("pk").values("pk", *names)
    rows = list(stored[:_AT_ONCE])
    while rows:
        told = _told_by_history(label, [row["pk"] for row in rows])
        for row in rows:
            pk = row.pop("pk")
            state = told.get(pk, {})
            if state is None:
                yield Fault(record=f"{label} {pk}", what=_("The history says that it was deleted."))
                continue
            differ = sorted(name for name in state.keys() & row.keys() if state[name] != _as_kept(row[name]))
            if differ:
                what = _("The history has other values of %(columns)s.") % {"columns": ", ".join(differ)}
                yield Fault(record=f"{label} {pk}", what=what)
        rows = list(stored.filter(pk__gt=pk)[:_AT_ONCE])


def _told_by_history(label: str, pks: Sequence[int]) -> dict[int, dict[str, Any] | None]:
    """The last value of each column that any change names; None for a record deleted last."""
    told: dict[int, dict[str, Any] | None] = {}
    changes = Change.objects.filter(model=label, record__in=pks).order_by("id")
    for record, after in changes.values_list("record", "after"):
        told[record] = None if after is None else {**(told.get(record) or {}), **after}
    return told


def _as_kept(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
