"""Fields of the form of one row: several files, a yes or no the text may say, codes, cells."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

LARGEST_FILE = 20 * 1024 * 1024
MOST_FILES = 10
LONGEST = 20_000  # signs of a cell
_MOST_CODES = 200


class ManyFilesField(forms.FileField):
    """Several files at once."""

    widget = forms.ClearableFileInput

    def __init__(self, **kwargs: Any):
        super().__init__(
            widget=type("ManyFiles", (forms.FileInput,), {"allow_multiple_selected": True})(), **kwargs
        )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        cleaned = [super(ManyFilesField, self).clean(one, initial) for one in files if one]
        if len(cleaned) > MOST_FILES:
            raise forms.ValidationError(_("At most %(most)s files at once.") % {"most": MOST_FILES})
        for one in cleaned:
            if one.size > LARGEST_FILE:
                size = filesizeformat(one.size)
                raise forms.ValidationError(
                    _("“%(name)s” (%(size)s) is larger than 20 MB.") % {"name": one.name, "size": size}
                )
        return cleaned


class CodesField(forms.Field):
    """Codes the page itself sent along; what is none is left out where it is compared."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> tuple[str, ...]:
        codes = value if isinstance(value, (list, tuple)) else []
        return tuple(dict.fromkeys(str(code) for code in codes[:_MOST_CODES]))


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or as the text says."""

    def __init__(self, **kwargs: Any):
        choices = [("", _("as the text says")), ("yes", _("yes")), ("no", _("no"))]
        super().__init__(
            choices=choices,
            coerce=lambda value: value == "yes",
            empty_value=None,
            required=False,
            **kwargs,
        )


def text_field(label: Any, rows: int = 2, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "lang": "ru"})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget, **kwargs)


def choice_field(label: Any, labels: Mapping[Any, Any], empty: Any) -> forms.ChoiceField:
    choices = [("", empty), *((key.value, text) for key, text in labels.items())]
    return forms.ChoiceField(label=label, choices=choices, required=False)
