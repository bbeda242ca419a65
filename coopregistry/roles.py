"""The four roles: groups, with permissions for Django's admin."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

ADMINISTRATOR = "administrator"
COORDINATOR = "coordinator"
EDITOR = "editor"
VIEWER = "viewer"
ROLES = (ADMINISTRATOR, COORDINATOR, EDITOR, VIEWER)

_CONTENT = ("agreements", "events", "importers")


def ensure_roles() -> None:
    """Create missing groups and permissions; those added by hand stay."""
    view = Q(codename__startswith="view_")
    grants = {
        ADMINISTRATOR: Q(content_type__app_label__in=(*_CONTENT, "coopregistry")),
        COORDINATOR: Q(content_type__app_label__in=_CONTENT) & ~Q(codename__startswith="delete_"),
        EDITOR: Q(content_type__app_label__in=("agreements", "events")) & view,
        VIEWER: Q(content_type__app_label__in=("agreements", "events")) & view,
    }
    for role, granted in grants.items():
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.add(*Permission.objects.filter(granted))
