"""The printed form of a document: what stands around its table, and the look of the office's sample."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .exports.look import Formalities, Look, Margins, Signature
from .exports.sample import SampleError, look_of
from .models import PrintedForm

_LARGEST_SAMPLE = 20 * 1024 * 1024


def printed_form(kind: str) -> PrintedForm:
    return PrintedForm.objects.filter(kind=kind).first() or PrintedForm(kind=kind)


def look_for(printed: PrintedForm) -> Look:
    if not printed.look:
        return Look()
    look = dict(printed.look)
    return Look(**{**look, "margins": Margins(**look["margins"]), "widths": tuple(look["widths"])})


def formalities(printed: PrintedForm, *, draft: bool) -> Formalities:
    signed = printed.post or printed.name
    return Formalities(
        draft=draft,
        stamp=tuple(printed.stamp.splitlines()),
        signature=Signature(post=printed.post, name=printed.name) if signed else None,
        executor=tuple(printed.executor.splitlines()),
    )


class PrintedFormForm(forms.ModelForm):
    """What is chosen here is remembered for the next document of the kind."""

    file = forms.FileField(
        label=_("Sample: the last approved document, .docx"),
        required=False,
        max_length=255,
        help_text=_("Page, margins, font and column widths are taken from it."),
    )
    forget = forms.BooleanField(label=_("print by the office rules, without the sample"), required=False)

    class Meta:
        model = PrintedForm
        fields = ("stamp", "post", "name", "executor")
        labels = {
            "stamp": _("Top right"),
            "post": _("Post of the signatory"),
            "name": _("Name of the signatory"),
            "executor": _("Prepared by, telephone"),
        }
        help_texts = {"stamp": _("“APPROVED” and who approves, or “Appendix to the letter of … no. …”")}
        widgets = {
            "stamp": forms.Textarea(attrs={"rows": 4}),
            "post": forms.Textarea(attrs={"rows": 2}),
            "executor": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not self.instance.sample:
            del self.fields["forget"]

    def clean_stamp(self) -> str:
        stamp = self.cleaned_data["stamp"].replace("\r\n", "\n").strip()
        if len(stamp) > 2000:
            raise ValidationError(_("No more than 2,000 characters."))
        return stamp

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > _LARGEST_SAMPLE:
            raise ValidationError(_("The file is larger than 20 MB."))
        try:
            look = look_of(file.read())
        except SampleError:
            raise ValidationError(_("This is no Word document (.docx) with a table.")) from None
        self.instance.look, self.instance.sample = asdict(look), file.name
        return file

    def save(self, commit: bool = True) -> PrintedForm:
        if self.cleaned_data.get("forget") and not self.cleaned_data["file"]:
            self.instance.look, self.instance.sample = {}, ""
        return super().save(commit)
