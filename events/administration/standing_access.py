"""What opens the registry in a user's name without a password: access keys and addresses of calendars."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from coopregistry.history import explain
from coopregistry.models import User
from events.models import AccessKey, CalendarLink


@dataclass(frozen=True)
class StandingAccess:
    keys: QuerySet[AccessKey]
    calendars: QuerySet[CalendarLink]

    def __bool__(self) -> bool:
        return self.keys.exists() or self.calendars.exists()


def standing_access(user: User) -> StandingAccess:
    """What still opens something."""
    keys = AccessKey.objects.filter(user=user, revoked_at=None, expires_on__gte=timezone.localdate())
    return StandingAccess(keys, CalendarLink.objects.filter(user=user))


def end_access(user: User) -> None:
    own = standing_access(user)
    with transaction.atomic():
        explain(_("Access keys and calendar addresses ended with the password"))
        for key in own.keys:
            key.revoke()
        for link in own.calendars:
            link.revoke()
