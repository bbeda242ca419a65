"""Forms of the pages of lessons: what is taught, and which lessons the list shows."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.gazetteer import current_gazetteer
from agreements.models import Department, Partner
from agreements.names.folding import fold
from agreements.names.mention import Evidence
from agreements.reference.world import ensure_partners
from coopregistry.versions import LARGEST
from events.access import Access
from events.fields import any_of
from events.models import Lesson

from .teaching import conflicting

_LONGEST = 5000


class PartnerField(forms.CharField):
    """A partner by its name in any case, an abbreviation, or its code."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=300, **kwargs)

    def clean(self, value: Any) -> Partner:
        text = super().clean(value)
        known = Partner.objects.partners()
        partner = known.filter(code=text).first()
        if partner is not None:
            return partner
        gazetteer = current_gazetteer()
        codes = {mention.code for mention in gazetteer.find(text)}
        ensure_partners(codes if len(codes) == 1 else ())
        partner = known.filter(code__in=codes).first() if len(codes) == 1 else None
        if partner is None:
            close = ", ".join(gazetteer.place(code).name for code in gazetteer.close(text))
            words = _now("There is no partner “%(text)s”.") % {"text": text}
            if close:
                words += " " + _now("Did you mean: %(names)s?") % {"names": close}
            raise forms.ValidationError(words)
        return partner


class KindForm(forms.Form):
    kind = forms.ChoiceField(choices=Lesson.Kind.choices)


class LessonForm(forms.Form):
    """A phrase, what it means, and the row or file where it was met."""

    text = forms.CharField(
        label=_("In the documents"),
        max_length=_LONGEST,
        widget=forms.Textarea({"rows": 2, "lang": "ru"}),
    )
    entry = forms.IntegerField(required=False, min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    file_name = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, access: Access, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kind, self.access = Lesson.Kind(kind), access
        if self.kind == Lesson.Kind.SPELLING:
            self.fields["partner"] = PartnerField(label=_("Which partner it is"))
        elif self.kind == Lesson.Kind.DEPARTMENT:
            self.fields["department"] = forms.ModelChoiceField(
                Department.objects.all(), label=_("Which executive body it is"), empty_label=_("choose")
            )
        elif self.kind == Lesson.Kind.AGREEMENT:
            self.fields["agreement"] = forms.ModelChoiceField(
                access.agreements(), label=_("Which agreement it is"), empty_label=_("choose")
            )
        else:
            self.fields["text"].help_text = _(
                "With the words around the name: “restaurant Prague”, not “Prague” alone. "
                "The form of the words does not matter."
            )

    def clean_text(self) -> str:
        text = " ".join(self.cleaned_data["text"].split())
        if not any(sign.isalnum() for sign in text):
            raise ValidationError(_now("State the words of the document."))
        if self.kind == Lesson.Kind.NO_PARTNER and _is_a_name(text):
            raise ValidationError(
                _now(
                    "This is the name of a partner by itself: add the words beside it, or no row would name "
                    "this partner any more."
                )
            )
        return text

    def clean_entry(self) -> int | None:
        """Only a row the user sees."""
        key = self.cleaned_data["entry"]
        return key if key and self.access.entries().filter(pk=key).exists() else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        standing = conflicting(self.lesson)
        if standing is not None and standing.meaning != self.lesson.meaning:
            text = _now("Something else holds already: %(lesson)s. Take it back first.")
            raise ValidationError(text % {"lesson": standing})
        if self.kind == Lesson.Kind.DEPARTMENT:
            self._check_name(cleaned["text"], cleaned["department"])
        return cleaned

    def _check_name(self, text: str, department: Department) -> None:
        named = next((one for one in Department.objects.all() if fold(one.name) == fold(text)), None)
        if named is not None and named.confirmed and named != department:
            raise ValidationError(_now("This is the name of another executive body of the registry."))

    @property
    def partner_named(self) -> str:
        """As the field shows it: by name, whatever was sent."""
        partner = getattr(self, "cleaned_data", {}).get("partner")
        return partner.name if partner else self["partner"].value() or ""

    @property
    def lesson(self) -> Lesson:
        """Unsaved."""
        cleaned = self.cleaned_data
        return Lesson(
            kind=self.kind,
            text=cleaned["text"],
            partner=cleaned.get("partner"),
            department=cleaned.get("department"),
            agreement=cleaned.get("agreement"),
            entry_id=cleaned.get("entry"),
            file_name=cleaned.get("file_name", ""),
        )


def _is_a_name(text: str) -> bool:
    """The whole of it is one place's own name («Республика Беларусь», «в Праге»)."""
    mentions = current_gazetteer().find(text)
    if len(mentions) != 1 or mentions[0].evidence is not Evidence.NAME:
        return False
    rest = text[: mentions[0].start] + text[mentions[0].end :]
    return not any(len(word) > 2 for word in rest.replace("«", " ").replace("»", " ").split())


class LessonFilter(forms.Form):
    q = forms.CharField(label=_("Phrase"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=any_of(Lesson.Kind.choices), required=False)
    state = forms.ChoiceField(label=_("State"), choices=any_of(Lesson.State.choices), required=False)
