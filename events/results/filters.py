"""The filter of the list of results, its files and the API alike."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Department, Partner
from agreements.names.folding import fold
from events.access import Access
from events.fields import PeriodField, PeriodSelect, any_of
from events.labels import CONTROL_STATE_LABELS, RESULT_KIND_LABELS, SIGNER_LABELS
from events.models.result_card import OPEN
from events.vocabulary import ResultKind

from .equals import equal_titles
from .lines import Heads, heads_of, visible_cards, visible_results

PROPOSAL = "proposal"
CONTROLLED = "controlled"
_LINE = ("q", "partner", "period")


class ResultFilter(forms.Form):
    q = forms.CharField(label=_("Words of the title, a party, a number"), required=False, max_length=200)
    period = PeriodField(label=_("Period"), required=False, widget=PeriodSelect())
    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("Partner"),
        required=False,
        empty_label=_("any"),
        to_field_name="code",
    )
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Executive body"), required=False, empty_label=_("any")
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=any_of([(kind.value, label) for kind, label in RESULT_KIND_LABELS.items()]),
    )
    signer = forms.ChoiceField(
        label=_("Concluded by"),
        required=False,
        choices=any_of([(signer.value, label) for signer, label in SIGNER_LABELS.items()]),
    )
    state = forms.ChoiceField(
        label=_("Control"),
        required=False,
        choices=any_of(
            [
                (PROPOSAL, pgettext_lazy("arrangement", "not under control")),
                (CONTROLLED, pgettext_lazy("arrangement", "under control, whatever the state")),
                *((state.value, label) for state, label in CONTROL_STATE_LABELS.items()),
            ]
        ),
    )
    overdue = forms.BooleanField(label=pgettext_lazy("arrangements", "overdue only"), required=False)

    equal = forms.BooleanField(label=_("told by rows of several events"), required=False)

    def __init__(self, data: Any, access: Access) -> None:
        super().__init__(data)
        self.access = access
        told = visible_results(access)
        self.fields["period"].widget.fill(with_years=True)
        self.fields["partner"].queryset = Partner.objects.filter(pk__in=told.values("partners")).order_by(
            "search"
        )
        self.fields["department"].queryset = Department.objects.filter(
            Q(pk__in=told.order_by().values("entry__department"))
            | Q(pk__in=visible_cards(access).controlled().order_by().values("department"))
        )

    @property
    def line(self) -> list[forms.BoundField]:
        """The fields always shown."""
        return [self[name] for name in _LINE]

    @property
    def more(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in _LINE]

    @property
    def is_more_used(self) -> bool:
        return any(self.data.get(field.name) or field.errors for field in self.more)

    @property
    def chosen(self) -> dict[str, Any]:
        """Empty where the filter is invalid: the page says so."""
        return self.cleaned_data if self.is_valid() else {}

    def heads(self) -> Heads:
        chosen = {name: value for name, value in self.chosen.items() if value}
        results, cards = visible_results(self.access), self._cards_without_rows()
        if not self.is_valid():
            return heads_of(results.none())
        if chosen.get("period"):
            span = {"start__lte": chosen["period"].end, "end__gte": chosen["period"].start}
            results, cards = results.filter(**span), cards.filter(**span)
        if chosen.get("kind"):
            results, cards = results.filter(kind=chosen["kind"]), cards.filter(kind=chosen["kind"])
        for name in ("partner", "signer"):
            if chosen.get(name):
                field = "partners" if name == "partner" else name
                results, cards = results.filter(**{field: chosen[name]}), cards.none()
        if chosen.get("department"):
            chain = chosen["department"].chain()
            responsible = Q(card__department__in=chain)
            of_row = Q(card__department=None, entry__department__in=chain)
            results, cards = results.filter(responsible | of_row), cards.filter(department__in=chain)
        for word in fold(chosen.get("q", "")).split():
            results = results.filter(Q(search__contains=word) | Q(card__search__contains=word))
            cards = cards.filter(search__contains=word)
        if chosen.get("equal"):
            results, cards = results.filter(title__in=equal_titles(self.access)), cards.none()
        results, cards = self._of_state(results, cards, chosen.get("state", ""))
        if chosen.get("overdue"):
            today = timezone.localdate()
            results = results.filter(card__state__in=OPEN, card__due__lt=today)
            cards = cards.overdue(today)
        return heads_of(results, cards)

    def _cards_without_rows(self) -> Any:
        """Of arrangements no row the reader sees tells of any more."""
        told = visible_results(self.access).filter(card__isnull=False).order_by().values("card")
        return visible_cards(self.access).exclude(pk__in=told)

    def _of_state(self, results: Any, cards: Any, state: str) -> tuple[Any, Any]:
        if not state:
            return results, cards
        if state == PROPOSAL:
            results = results.exclude(kind=ResultKind.SIGNED).filter(Q(card=None) | Q(card__state=""))
            return results, cards.none()
        if state == CONTROLLED:
            return results.exclude(card=None).exclude(card__state=""), cards.controlled()
        return results.filter(card__state=state), cards.filter(state=state)

    def in_words(self) -> str:
        """«II квартал 2024 года; партнер: Республика Беларусь», for files; "" without a filter."""
        words = []
        for name, value in self.chosen.items():
            if not value:
                continue
            if name == "period":
                words.append(value.title)
            elif isinstance(value, bool):
                words.append(_RUSSIAN[name])
            else:
                label = dict(self.fields[name].choices)[value] if name in _LABELLED else value
                words.append(f"{_RUSSIAN[name]}: {label}")
        return "; ".join(words)


_LABELLED = ("kind", "signer", "state")
_RUSSIAN = {
    "q": "слова",
    "partner": "партнер",
    "department": "исполнительный орган",
    "kind": "вид",
    "signer": "кем заключено",
    "state": "контроль",
    "overdue": "просроченные",
    "equal": "сказано в строках разных мероприятий",
}
