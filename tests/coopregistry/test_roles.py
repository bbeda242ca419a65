"""Permissions of the four roles in Django's admin."""

import pytest
from django.contrib.auth.models import Group, Permission

from coopregistry import roles

pytestmark = pytest.mark.django_db


def permissions(role: str) -> set[str]:
    found = Permission.objects.filter(group__name=role).select_related("content_type")
    return {f"{permission.content_type.app_label}.{permission.codename}" for permission in found}


def test_every_role_is_a_group():
    roles.ensure_roles()
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.ROLES)


def test_only_administrators_delete_and_edit_users():
    roles.ensure_roles()
    assert {"agreements.delete_partner", "coopregistry.change_user"} <= permissions(roles.ADMINISTRATOR)
    coordinator = permissions(roles.COORDINATOR)
    assert {"agreements.add_partner", "events.change_entry"} <= coordinator
    assert not [name for name in coordinator if ".delete_" in name or name.startswith("coopregistry.")]


@pytest.mark.parametrize("role", [roles.EDITOR, roles.VIEWER])
def test_editors_and_viewers_only_view(role: str):
    roles.ensure_roles()
    granted = permissions(role)
    assert "events.view_entry" in granted
    assert {name.partition(".")[2].partition("_")[0] for name in granted} == {"view"}
    assert {name.partition(".")[0] for name in granted} == {"agreements", "events"}


def test_missing_permissions_come_back_and_added_ones_stay():
    roles.ensure_roles()
    group = Group.objects.get(name=roles.VIEWER)
    added = Permission.objects.get(codename="change_partner")
    removed = Permission.objects.get(codename="view_partner")
    group.permissions.add(added)
    group.permissions.remove(removed)
    roles.ensure_roles()
    assert {"agreements.change_partner", "agreements.view_partner"} <= permissions(roles.VIEWER)
