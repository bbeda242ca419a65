"""Whom to telephone at a department about what it owes."""

from collections.abc import Collection
from dataclasses import dataclass

from agreements.models import Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    name: str
    phone: str
    email: str


def contacts_of(departments: Collection[int]) -> dict[int, list[Contact]]:
    """By key of the department: the people who act for it now, those with a telephone first."""
    people = Membership.objects.in_force().filter(department__in=departments, user__is_active=True)
    contacts: dict[int, list[Contact]] = {}
    for membership in people.select_related("user").order_by("user__last_name", "user_id"):
        user = membership.user
        contact = Contact(name=str(user), phone=user.phone, email=user.email)
        contacts.setdefault(membership.department_id, []).append(contact)
    for found in contacts.values():
        found.sort(key=lambda contact: not contact.phone)
    return contacts
