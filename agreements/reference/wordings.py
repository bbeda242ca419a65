"""Adds the spellings listed in the reference data."""

from collections.abc import Mapping

from django.db.models import Model

from ..models.named import Wording
from ..names.folding import fold


def add_wordings(
    model: type[Wording], field: str, target: type[Model], wanted: Mapping[str, tuple[str, ...]]
) -> None:
    """Add spellings that are new in the reference data; one deleted by a person does not come back."""
    records = {record.code: record for record in target.with_removed.filter(code__isnull=False)}
    taken = set(model.objects.values_list("folded", flat=True))
    new = []
    for code, texts in wanted.items():
        record = records[code]
        before = (record.reference or {}).get("wordings", [])
        for text in texts:
            if text not in before and fold(text) not in taken:
                new.append(model(text=text, **{field: record}))
                taken.add(fold(text))
    model.objects.bulk_create(new)
    for code, texts in wanted.items():
        records[code].reference = {**(records[code].reference or {}), "wordings": list(texts)}
    target.with_removed.bulk_update([records[code] for code in wanted], ["reference"])
