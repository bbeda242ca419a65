"""Forms of the people met."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PersonFilter(forms.Form):
    q = forms.CharField(label=_("Name, post or body"), required=False, max_length=200)
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[("", _("by surname")), ("last", _("last met first"))],
        required=False,
    )


class OtherNameForm(forms.Form):
    other = forms.CharField(label=_("Find a person by name or post"), required=False, max_length=200)
