"""Forms of collecting: the board, requests, answers on paper, letters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from agreements.models import Department
from events.fields import DayField, PeriodField, PeriodSelect, RecordKeysField, SureForm, any_of
from events.models import Question, Report
from events.reports.opening import departments_in_period
from events.vocabulary import Role

from .letters import LETTER_LABELS
from .tiles import TILES


class BoardFilter(forms.Form):
    period = PeriodField(label=_("Period"), required=False, widget=PeriodSelect())
    report = forms.ModelChoiceField(
        label=_("Document"),
        queryset=Report.objects.none(),
        required=False,
        empty_label=_("all of the period"),
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=any_of([(name, tile.label) for name, tile in TILES.items()]),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["period"].widget.fill()
        self.fields["report"].queryset = (
            Report.objects.select_related("partner", "agreement")
            .filter(submissions__removed_at=None, submissions__isnull=False)
            .distinct()
        )


class RequestForm(forms.Form):
    """Departments nothing was requested of yet, and the deadline of every submission under way."""

    deadline = DayField(label=_("To be handed in by"), required=False)
    departments = RecordKeysField(
        label=_("Ask also"),
        queryset=Department.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any):
        super().__init__(*args, initial={"deadline": report.deadline}, **kwargs)
        requested = report.submissions.values("department")
        self.fields["departments"].queryset = departments_in_period(report.period).exclude(pk__in=requested)


class ReturnForm(forms.Form):
    """The note may be left out where questions stand at the rows."""

    note = forms.CharField(
        label=_("What is to be corrected"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, has_questions: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._has_questions = has_questions
        self.fields["note"].required = not has_questions

    def clean_note(self) -> str:
        note = self.cleaned_data["note"]
        return note or (str(_("Answer the questions at the rows.")) if self._has_questions else "")


class QuestionForm(forms.Form):
    """What is asked of a row; `role` is the key of a column, or empty for the row as a whole."""

    role = forms.ChoiceField(label=_("About"), required=False)
    text = forms.CharField(
        label=_("Question"),
        max_length=Question.LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "ru"}),
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any):
        super().__init__(*args, **kwargs)
        asked = [
            (Question.column_key(place, role), " ".join(heading.split()))
            for place, (heading, role) in enumerate(report.headings)
            if role != Role.NUMBER
        ]
        self.fields["role"].choices = [("", _("the row as a whole")), *asked]

    @classmethod
    def about_column(cls, place: str, *, report: Report) -> "QuestionForm":
        """Unbound; `place` is that of a column among the headings, anything else is the row as a whole."""
        form = cls(report=report, auto_id="question-%s")
        if place.isdecimal() and int(place) < len(report.headings):
            form.initial["role"] = Question.column_key(int(place), report.headings[int(place)][1])
        return form


class AnswerForm(forms.Form):
    """An answer in words, or by one click: the row was corrected."""

    answer = forms.CharField(label=_("Answer"), max_length=Question.LONGEST, required=False)
    corrected = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned["answer"]:
            if not cleaned["corrected"]:
                raise forms.ValidationError(_("Write the answer."))
            cleaned["answer"] = str(_("The row was corrected."))
        return cleaned


class AcceptForm(SureForm):
    """Asks where a question of the coordinator has no answer."""

    def __init__(self, *args: Any, unanswered: int, **kwargs: Any):
        words = ngettext(
            "Accept, though a question about %d row has no answer",
            "Accept, though questions about %d rows have no answer",
            unanswered,
        )
        super().__init__(*args, doubt=words % unanswered if unanswered else "", **kwargs)


class ReceiveForm(forms.Form):
    """What came on paper or by letter."""

    letter_number = forms.CharField(label=_("Number and date of the letter"), max_length=100, required=False)
    nothing = forms.BooleanField(label=_("nothing is planned, nothing was held"), required=False)


class RequestNumberForm(forms.Form):
    request_number = forms.CharField(
        label=_("Number and date of our request"), max_length=100, required=False
    )


class LetterForm(forms.Form):
    """Which letter, to whom, who signs."""

    kind = forms.ChoiceField(
        label=_("Letter"), choices=[(kind.value, name) for kind, name in LETTER_LABELS.items()]
    )
    submissions = RecordKeysField(
        label=pgettext_lazy("letter", "To"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    post = forms.CharField(label=_("Post of the signatory"), max_length=300, required=False)
    name = forms.CharField(label=_("Name of the signatory"), max_length=100, required=False)
    executor = forms.CharField(
        label=_("Prepared by, telephone"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, submissions: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["submissions"].queryset = submissions
        self.fields["submissions"].label_from_instance = lambda submission: str(submission.department)


class LetterChoice(forms.Form):
    kind = forms.ChoiceField(choices=LetterForm.base_fields["kind"].choices, required=False)
