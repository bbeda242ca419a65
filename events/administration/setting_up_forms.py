"""Forms of setting up: pasted lists of names, and bodies in every case."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.models import Department

from .setting_up import listed_names

MOST = 100  # names at once: each is a row of seven fields, and a request may have a thousand
_LONGEST = Department._meta.get_field("name").max_length


class NamesForm(forms.Form):
    """A list copied from a document or a letter."""

    names = forms.CharField(
        label=_("Names, one a line"),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=60_000,
        help_text=_(
            "In the order of the protocol, as they stand in documents. Numbers before them are left out."
        ),
    )

    def clean_names(self) -> list[str]:
        names = listed_names(self.cleaned_data["names"])
        if not names:
            raise ValidationError(_("There is no name in this list."))
        if len(names) > MOST:
            raise ValidationError(_("At most %d names at once: give the others afterwards.") % MOST)
        long = next((name for name in names if len(name) > _LONGEST), None)
        if long:
            raise ValidationError(
                _("A name has at most %(most)d characters: “%(name)s…”.")
                % {"most": _LONGEST, "name": long[:60]}
            )
        return names


class BodyForm(forms.ModelForm):
    """A body to be proofread. Its name is unique, but one that is there already is no fault here."""

    class Meta:
        model = Department
        fields = ("name", "genitive", "dative", "accusative", "instrumental", "prepositional")
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in fields}

    def validate_constraints(self) -> None:
        """Left to `add_departments`: a list sent twice adds nothing twice."""


BodyFormSet = forms.formset_factory(BodyForm, extra=0, max_num=MOST, absolute_max=MOST)
