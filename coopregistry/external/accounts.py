"""The account of whoever a directory or provider has let in: found, made, and given what the groups say."""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Department, Membership

from .. import roles
from ..history import explain
from ..models import User
from .group_map import GroupMap, read_group_map

logger = logging.getLogger(__name__)


_OWN_PASSWORD = gettext_lazy(
    "The account of that name has a password of its own. Sign in with it or ask the administrator."
)


class NotLetIn(Exception):
    """In words for the one who wanted to sign in."""


def account_for(username: str, groups: Iterable[str]) -> User:
    """Unsaved where it is new. Raises NotLetIn.

    Whoever chooses names elsewhere must not get an account that has its own password: the administrator hands
    it over by giving it a password for one use.
    """
    user = User.objects.filter(username__iexact=username).first() if username else None
    if user is None:
        if not (username and group_map().roles_of(groups)):
            raise NotLetIn(_("You have no account in the registry. Ask its administrator."))
        user = User(username=username.lower())
        user.set_unusable_password()
        return user
    if user.has_usable_password() and not user.password_is_temporary:
        raise NotLetIn(_OWN_PASSWORD)
    refuse_closed(user)
    return user


def refuse_closed(user: User) -> None:
    """Closed altogether, or to whoever comes from outside, as that of a superuser is."""
    if user.is_superuser:
        raise NotLetIn(_OWN_PASSWORD)
    if not user.is_active:
        raise NotLetIn(_("Your account is closed. Ask the administrator of the registry."))


def bring_up_to_date(user: User, groups: Iterable[str], **names: str) -> None:
    """What the file of groups names is given and taken by groups; all else stays the administrator's."""
    groups = list(groups)
    for field, value in names.items():
        if value:
            setattr(user, field, value[: User._meta.get_field(field).max_length])
    if user.has_usable_password():
        user.set_unusable_password()
    user.password_is_temporary = False
    with transaction.atomic():
        explain(_("Roles and executive bodies by the groups of the directory"))
        user.save()
        _give_roles(user, groups, group_map())
        _give_departments(user, groups, group_map())


def group_map() -> GroupMap:
    return read_group_map(settings.SIGN_IN_GROUPS)


def _give_roles(user: User, groups: list[str], known: GroupMap) -> None:
    given, named = known.roles_of(groups), set(known.roles.values())
    if not named:
        return
    user.groups.remove(*Group.objects.filter(name__in=named - given))
    user.groups.add(*Group.objects.filter(name__in=given))
    is_staff = user.groups.filter(name=roles.ADMINISTRATOR).exists()
    if user.is_staff != is_staff:
        user.is_staff = is_staff
        user.save(update_fields=["is_staff"])


def _give_departments(user: User, groups: list[str], known: GroupMap) -> None:
    given = known.departments_of(groups)
    departments = {one.name: one for one in Department.objects.filter(name__in=known.departments.values())}
    for missing in sorted(set(known.departments.values()) - departments.keys()):
        logger.error("SIGN_IN_GROUPS names an executive body that is not there: %s", missing)
    standing = Membership.objects.filter(user=user, department__in=departments.values())
    for membership in standing.exclude(department__name__in=given):
        membership.delete()
    has = set(standing.values_list("department__name", flat=True))
    for name in sorted(given & departments.keys() - has):
        Membership.objects.create(user=user, department=departments[name])
