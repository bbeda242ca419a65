"""Fields of filters whose values name records: the page holds the chosen ones alone."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

_MOST = 30
_KEYS = {"pk": re.compile(r"[0-9]{1,18}"), "code": re.compile(r"[-\w]{1,100}", re.ASCII)}


class RecordsField(forms.Field):
    """Several records of one model by key or code. The drop-down asks `lookup` for the others."""

    widget = forms.SelectMultiple

    def __init__(self, *, model: type[models.Model], key: str = "pk", lookup: str = "", **kwargs: Any):
        self.model, self.key, self.lookup = model, key, lookup
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        if not self.lookup:
            return {}
        return {"data-lookup": reverse_lazy("events:event_lookup", args=[self.lookup])}

    def clean(self, value: Sequence[str] | None) -> list[models.Model]:
        texts = list(dict.fromkeys(text for text in value or () if text))
        if self.required and not texts:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(texts) > _MOST:
            raise ValidationError(_("Choose %(number)s values at most.") % {"number": _MOST})
        known = [text for text in texts if _KEYS[self.key].fullmatch(text)]
        found = self.model._default_manager.in_bulk(known, field_name=self.key) if known else {}
        by_text = {str(key): record for key, record in found.items()}
        chosen = [by_text[text] for text in texts if text in by_text]
        self.widget.choices = [(getattr(record, self.key), str(record)) for record in chosen]
        if len(chosen) < len(texts):
            raise ValidationError(_("One of the chosen values is not in the registry."))
        return chosen


class EveryRecordField(RecordsField):
    """The same where the records are few: all of them are on the page, `choices_from` those of the model."""

    def __init__(self, *, choices_from: dict[str, Any] | None = None, **kwargs: Any):
        self.choices_from = choices_from or {}
        super().__init__(**kwargs)

    def clean(self, value: Sequence[str] | None) -> list[models.Model]:
        records = list(self.model._default_manager.filter(**self.choices_from))
        own = {getattr(record, self.key) for record in records}
        try:
            chosen = super().clean(value)
            if any(getattr(record, self.key) not in own for record in chosen):
                raise ValidationError(_("One of the chosen values is not in the registry."))
            return chosen
        finally:
            self.widget.choices = [(getattr(record, self.key), str(record)) for record in records]
