"""Settings of django-auth-ldap out of a few variables, for the directories offices have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ldap
from django.core.exceptions import ImproperlyConfigured
from django_auth_ldap.config import (
    GroupOfNamesType,
    LDAPGroupType,
    LDAPSearch,
    NestedActiveDirectoryGroupType,
    NestedGroupOfNamesType,
)

_TIMEOUT = 5  # seconds, to connect and for each answer


@dataclass(frozen=True)
class Kind:
    user_filter: str
    group_filter: str
    group_type: LDAPGroupType
    middle_name: str


KINDS = {
    "ad": Kind(
        "(&(objectCategory=person)(objectClass=user)(sAMAccountName=%(user)s))",
        "(objectClass=group)",
        NestedActiveDirectoryGroupType(),
        "middleName",
    ),
    # ALD Pro is built on FreeIPA
    "freeipa": Kind(
        "(&(objectClass=person)(uid=%(user)s))",
        "(objectClass=groupOfNames)",
        NestedGroupOfNamesType(),
        "rbtamiddlename",
    ),
    "openldap": Kind(
        "(&(objectClass=person)(uid=%(user)s))", "(objectClass=groupOfNames)", GroupOfNamesType(), ""
    ),
}


def ldap_settings(environ: Mapping[str, str]) -> dict[str, Any]:
    name = environ.get("LDAP_KIND", "ad")
    if name not in KINDS:
        raise ImproperlyConfigured(f"LDAP_KIND: {name} is none of {', '.join(KINDS)}")
    missing = [key for key in ("LDAP_USERS", "LDAP_GROUPS") if not environ.get(key)]
    if missing:
        raise ImproperlyConfigured(f"LDAP_URL is set, {' and '.join(missing)} not")
    url, start_tls = environ["LDAP_URL"], environ.get("LDAP_START_TLS", "0") == "1"
    if not (url.startswith(("ldaps://", "ldapi://")) or start_tls or environ.get("LDAP_PLAIN", "0") == "1"):
        raise ImproperlyConfigured(
            "LDAP_URL is not encrypted: passwords would be read on the way. Use ldaps:// or LDAP_START_TLS=1"
        )
    kind = KINDS[name]
    scope = ldap.SCOPE_SUBTREE
    middle_name = environ.get("LDAP_MIDDLE_NAME", kind.middle_name)
    options = {
        ldap.OPT_NETWORK_TIMEOUT: _TIMEOUT,
        ldap.OPT_TIMEOUT: _TIMEOUT,
        ldap.OPT_REFERRALS: 0,  # of Active Directory they lead to servers that do not answer
        ldap.OPT_X_TLS_REQUIRE_CERT: ldap.OPT_X_TLS_DEMAND,
    }
    if environ.get("LDAP_CA"):
        options[ldap.OPT_X_TLS_CACERTFILE] = environ["LDAP_CA"]
    options[ldap.OPT_X_TLS_NEWCTX] = 0  # last: it takes what was set before
    return {
        "AUTH_LDAP_SERVER_URI": url,
        "AUTH_LDAP_START_TLS": start_tls,
        "AUTH_LDAP_CONNECTION_OPTIONS": options,
        "AUTH_LDAP_BIND_DN": environ.get("LDAP_BIND_DN", ""),
        "AUTH_LDAP_BIND_PASSWORD": environ.get("LDAP_BIND_PASSWORD", ""),
        "AUTH_LDAP_USER_SEARCH": LDAPSearch(
            environ["LDAP_USERS"], scope, environ.get("LDAP_USER_FILTER", kind.user_filter)
        ),
        "AUTH_LDAP_GROUP_SEARCH": LDAPSearch(environ["LDAP_GROUPS"], scope, kind.group_filter),
        "AUTH_LDAP_GROUP_TYPE": kind.group_type,
        "AUTH_LDAP_FIND_GROUP_PERMS": False,
        "LDAP_NAMES": {
            "first_name": "givenName",
            "last_name": "sn",
            "email": "mail",
            **({"middle_name": middle_name} if middle_name else {}),
        },
    }
