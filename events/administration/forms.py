"""Forms of the pages of administration: users, mergers, reorganisations."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from agreements.models import Department, Membership
from coopregistry import roles
from coopregistry.models import Job, User
from events.fields import DayField, RecordKeysField, any_of
from events.reports.opening import departments_to_come

from .reorganisation import (
    ReorganisationEffect,
    ReorganisationPlan,
    TouchedReport,
    refusal_reasons,
    share_key,
)

REPORT_CHOICES = [
    ("moves", _("passes to the successor")),
    ("stays", _("stays with the body of its time; the successor's users complete it")),
]

USER_ROLE_LABELS = {
    roles.ADMINISTRATOR: _("administrator"),
    roles.COORDINATOR: _("coordinator"),
    roles.EDITOR: _("editor"),
    roles.VIEWER: _("viewer"),
}
NO_ROLE = "none"


class RecordSearchForm(forms.Form):
    q = forms.CharField(label=_("Name"), max_length=200, required=False)


class SignInsFilter(forms.Form):
    q = forms.CharField(label=_("User name"), max_length=200, required=False)
    failed = forms.BooleanField(label=_("Only those that failed"), required=False)


class JobsFilter(forms.Form):
    state = forms.ChoiceField(label=_("State"), choices=[("", _("any")), *Job.State.choices], required=False)


class PairForm(forms.Form):
    """The record that stays and its duplicate."""

    def __init__(self, *args: Any, records: QuerySet, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, label in (("kept", _("The record that stays")), ("double", _("The double"))):
            self.fields[name] = forms.ModelChoiceField(label=label, queryset=records)

    def records(self) -> dict[str, Model]:
        return {"kept": self.cleaned_data["kept"], "duplicate": self.cleaned_data["double"]}


class PeopleFilter(forms.Form):
    q = forms.CharField(label=_("Family name, user name or e-mail"), max_length=200, required=False)
    role = forms.ChoiceField(
        label=_("Role"), choices=any_of([*USER_ROLE_LABELS.items(), (NO_ROLE, _("no role"))]), required=False
    )


class PersonForm(forms.ModelForm):
    """A user with one role; `actor` is the user who edits."""

    role = forms.ChoiceField(label=_("Role"), choices=USER_ROLE_LABELS.items())

    class Meta:
        model = User
        fields = ("username", "last_name", "first_name", "middle_name", "phone", "email", "is_active")

    def __init__(self, *args: Any, actor: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._actor = actor
        self.fields["last_name"].required = True
        self.fields["is_active"].help_text = _("If not, the user is signed out at once and cannot sign in.")
        self.fields["role"].initial = role_of(self.instance) if self.instance.pk else roles.EDITOR

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk == self._actor.pk:
            if not cleaned.get("is_active"):
                self.add_error("is_active", _("You cannot close your own account."))
            if cleaned.get("role") not in (None, roles.ADMINISTRATOR):
                self.add_error("role", _("You cannot give up your own role of administrator."))
        return cleaned

    def save(self, commit: bool = True) -> User:
        user = super().save(commit=False)
        role = self.cleaned_data["role"]
        user.is_staff = user.is_superuser or role == roles.ADMINISTRATOR
        user.save()
        user.groups.remove(*Group.objects.filter(name__in=roles.ROLES))
        user.groups.add(Group.objects.get(name=role))
        return user


def role_of(user: User) -> str:
    """The strongest role, or "" for none."""
    names = {group.name for group in user.groups.all()}
    if user.is_superuser:
        return roles.ADMINISTRATOR
    return next((role for role in roles.ROLES if role in names), "")


class MembershipForm(forms.Form):
    """Which department a user works for, permanently or for a time."""

    department = forms.ModelChoiceField(label=_("Executive body"), queryset=Department.objects.all())
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False, help_text=_("Both days for a stand-in."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The work ends before it begins."))
        return cleaned

    def save(self, user: User) -> Membership:
        cleaned = self.cleaned_data
        membership = Membership.objects.filter(user=user, department=cleaned["department"]).first()
        membership = membership or Membership(user=user, department=cleaned["department"])
        membership.since, membership.until = cleaned["since"], cleaned["until"]
        membership.full_clean()
        membership.save()
        return membership


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(label=_("To whom"), queryset=User.objects.none())

    def __init__(self, *args: Any, giver: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        writers = User.objects.filter(is_active=True, groups__name__in=(roles.EDITOR, roles.COORDINATOR))
        takers = writers.exclude(pk=giver.pk).distinct().order_by("last_name", "first_name", "username")
        self.fields["to"].queryset = takers


class ReorganisationForm(forms.Form):
    """Which departments follow which, since when, by which act; `heir` takes what nobody else is given."""

    before = RecordKeysField(
        label=_("Bodies that end"),
        queryset=Department.objects.none(),
        help_text=_("Type a part of the name."),
    )
    after = RecordKeysField(
        label=_("Successors that stand already"),
        queryset=Department.objects.none(),
        required=False,
        help_text=_("Only bodies in force."),
    )
    new = forms.CharField(
        label=_("New bodies"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Full names, one in a line."),
    )
    heir = forms.CharField(
        label=_("Who takes the users and the open rows"),
        max_length=500,
        required=False,
        help_text=_("The full name of one of several successors; of a single one it may be left out."),
    )
    day = DayField(label=_("Since"))
    act = forms.CharField(label=_("Act: kind, date, number"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("before", "after"):
            self.fields[name].queryset = departments_to_come()

    def clean_new(self) -> list[str]:
        names = list(dict.fromkeys(" ".join(line.split()) for line in self.cleaned_data["new"].splitlines()))
        names = [name for name in names if name]
        if any(len(name) > 500 for name in names):
            raise ValidationError(_("A name is longer than 500 characters."))
        return names

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not {"before", "after", "new", "heir", "day"} <= cleaned.keys():
            return cleaned
        successors = list(cleaned["after"])
        heirs = {department.name: str(department.pk) for department in successors}
        heirs |= {name: name for name in cleaned["new"]}
        wanted = " ".join(cleaned["heir"].split())
        if len(heirs) == 1 and not wanted:
            wanted = next(iter(heirs))
        if heirs and wanted not in heirs:
            self.add_error("heir", _("Name one of the successors: %s.") % ", ".join(heirs))
            return cleaned
        cleaned["plan"] = ReorganisationPlan(
            predecessors=list(cleaned["before"]),
            existing_successors=successors,
            new_names=cleaned["new"],
            heir=heirs.get(wanted, ""),
            day=cleaned["day"],
            act=cleaned.get("act", ""),
        )
        for reason in refusal_reasons(cleaned["plan"]):
            self.add_error(None, reason)
        return cleaned


class SharesForm(forms.Form):
    """Which of several successors takes which user and open entry; the heir takes the others. Which open
    documents stay with the predecessors: those of a time before the reorganisation, unless it is said
    otherwise."""

    def __init__(
        self,
        data: QueryDict,
        *args: Any,
        plan: ReorganisationPlan,
        effect: ReorganisationEffect,
        **kwargs: Any,
    ):
        reports, data = effect.reports, data.copy()
        for touched in reports:
            data.setdefault(_report_key(touched), "stays" if touched.stays(plan) else "moves")
        super().__init__(data, **kwargs)
        self._reports = reports
        for record in (*effect.memberships, *effect.entries):
            self.fields[share_key(record)] = forms.ChoiceField(choices=plan.successors, required=False)
        for touched in reports:
            self.fields[_report_key(touched)] = forms.ChoiceField(choices=REPORT_CHOICES)

    @property
    def reports(self) -> list[tuple[TouchedReport, forms.BoundField]]:
        return [(touched, self[_report_key(touched)]) for touched in self._reports]

    def heirs(self) -> dict[str, str]:
        shares = {name: key for name, key in self.cleaned_data.items() if not name.startswith(_REPORT)}
        return {name: key for name, key in shares.items() if key}

    def left(self) -> list[int]:
        """Keys of the reports that stay."""
        return [
            touched.report.pk
            for touched in self._reports
            if self.cleaned_data[_report_key(touched)] == "stays"
        ]


_REPORT = "report-"


def _report_key(touched: TouchedReport) -> str:
    return f"{_REPORT}{touched.report.pk}"
