"""Users: roles, departments, stand-ins, one-time passwords, sessions, transfer of drafts."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.models import Membership
from coopregistry import roles
from coopregistry.models import User
from coopregistry.passwords import password_for_one_use
from coopregistry.signing_in.second_factor import factors
from coopregistry.signing_in.sessions import end_sessions
from events.access import administrator_required
from events.models import EntryDraft

from ..forms import NO_ROLE, USER_ROLE_LABELS, HandOverForm, MembershipForm, PeopleFilter, PersonForm, role_of
from ..standing_access import end_access, standing_access

logger = logging.getLogger(__name__)

_PER_PAGE = 25


def people_with_roles() -> QuerySet[User]:
    return User.objects.prefetch_related("groups", "memberships__department").order_by(
        "-is_active", "last_name", "first_name", "username"
    )


@require_safe
@administrator_required
def people(request: HttpRequest) -> HttpResponse:
    form = PeopleFilter(request.GET)
    found = people_with_roles()
    if form.is_valid():
        words, role = form.cleaned_data["q"], form.cleaned_data["role"]
        if words:
            found = found.filter(
                Q(username__icontains=words) | Q(last_name__icontains=words) | Q(email__icontains=words)
            )
        if role == NO_ROLE:
            found = found.exclude(groups__name__in=roles.ROLES).exclude(is_superuser=True)
        elif role:
            found = found.filter(groups__name=role)
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.role = USER_ROLE_LABELS.get(role_of(one), "")
    return render(request, "events/administration/people.html", {"form": form, "page_obj": page})


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def person_new(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST if request.method == "POST" else None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            password = _give_password(form.instance)
            person = form.save()
        return _password_page(request, person, password)
    return render(request, "events/administration/person_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One user: account, role, departments, drafts."""
    shown = _person(request, pk)
    form = PersonForm(request.POST if request.method == "POST" else None, instance=shown, actor=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
        messages.success(request, _("Saved."))
        return redirect("events:person", pk)
    return _page(request, _person(request, pk), form=form)


@require_POST
@administrator_required
def membership_add(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _person(request, pk)
    form = MembershipForm(request.POST, prefix="work")
    if not form.is_valid():
        return _page(request, shown, membership_form=form)
    with transaction.atomic():
        work = form.save(shown)
    messages.success(request, _("%(user)s works for: %(body)s.") % {"user": shown, "body": work.department})
    return redirect("events:person", pk)


@require_POST
@administrator_required
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    work = get_object_or_404(Membership.objects.select_related("department"), pk=pk)
    _person(request, work.user_id)
    work.delete()
    messages.success(request, _("The work for this body has ended: %s.") % work.department)
    return redirect("events:person", work.user_id)


@require_POST
@administrator_required
def person_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Sets a one-time password, shown once; ends the old password and all sessions, and keys if asked to."""
    shown = _person(request, pk)
    with transaction.atomic():
        password = _give_password(shown)
        shown.save(update_fields=["password", "password_is_temporary"])
        if request.POST.get("end_access"):
            end_access(shown)
    return _password_page(request, shown, password)


@require_POST
@administrator_required
def second_factors_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """For a lost phone or key. Where the role needs one, the user adds another on signing in."""
    shown = _person(request, pk)
    for factor in shown.second_factors.all():
        factors.remove(request, factor)
    messages.success(request, _("The second factor was removed: the password alone signs in again."))
    return redirect("events:person", pk)


@require_POST
@administrator_required
def sessions_end(request: HttpRequest, pk: int) -> HttpResponse:
    """For a computer or a phone that was lost; whoever left is made inactive, which ends them too."""
    shown = _person(request, pk)
    end_sessions(shown)
    logger.info("user %s ended the sessions of user %s", request.user.pk, shown.pk)
    messages.success(request, _("The user has to sign in again everywhere."))
    return redirect("events:person", pk)


@require_POST
@administrator_required
def drafts_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Transfers unsaved drafts to another user, except for entries that user has a draft of."""
    shown = _person(request, pk)
    form = HandOverForm(request.POST, giver=shown, prefix="drafts")
    if not form.is_valid():
        return _page(request, shown, hand_over=form)
    taker = form.cleaned_data["to"]
    with transaction.atomic():
        own = set(EntryDraft.objects.filter(user=taker).exclude(entry=None).values_list("entry", flat=True))
        drafts = EntryDraft.objects.select_for_update().filter(user=shown)
        given = [draft.pk for draft in drafts if draft.entry_id not in own]
        left = len(drafts) - len(given)
        EntryDraft.objects.filter(pk__in=given).update(user=taker)
    text = ngettext("%d draft was handed over.", "%d drafts were handed over.", len(given))
    messages.success(request, text % len(given))
    if left:
        text = ngettext(
            "%d draft stays: the other one has a draft of the same row.",
            "%d drafts stay: the other one has drafts of the same rows.",
            left,
        )
        messages.warning(request, text % left)
    return redirect("events:person", pk)


def _person(request: HttpRequest, pk: int) -> User:
    """Only a superuser may change a superuser; otherwise an administrator could become one."""
    shown = get_object_or_404(people_with_roles(), pk=pk)
    if shown.is_superuser and not request.user.is_superuser:
        raise PermissionDenied
    return shown


def _page(
    request: HttpRequest,
    shown: User,
    *,
    form: PersonForm | None = None,
    membership_form: MembershipForm | None = None,
    hand_over: HandOverForm | None = None,
) -> HttpResponse:
    drafts = EntryDraft.objects.filter(user=shown).select_related("report__partner", "report__agreement")
    context = {
        "person": shown,
        "form": form or PersonForm(instance=shown, actor=request.user),
        "membership_form": membership_form or MembershipForm(prefix="work"),
        "access": standing_access(shown),
        "drafts": drafts,
        "hand_over": hand_over or HandOverForm(giver=shown, prefix="drafts"),
    }
    return render(request, "events/administration/person.html", context)


def _give_password(user: User) -> str:
    password = password_for_one_use()
    user.set_password(password)
    user.password_is_temporary = True
    return password


def _password_page(request: HttpRequest, shown: User, password: str) -> HttpResponse:
    """Renders instead of redirecting: the password must not be stored between two requests."""
    return render(request, "events/administration/password.html", {"person": shown, "password": password})
