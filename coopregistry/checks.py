"""Settings are checked when the site starts: a slip would let in or keep out the wrong ones."""

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from .external.group_map import read_group_map
from .roles import ROLES

_NEEDED = ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")


@register()
def environment(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Variables that could not be read; the values of some are secrets, so none is shown."""
    return [
        Error(_("%(name)s cannot be read.") % {"name": name}, str(expected), id="registry.E005")
        for name, expected in settings.MISREAD_SETTINGS.items()
    ]


@register()
def list_of_breached_passwords(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    path = settings.BREACHED_PASSWORDS
    if not path or os.access(path, os.R_OK):
        return []
    return [Error(_("%(name)s cannot be read.") % {"name": "BREACHED_PASSWORDS"}, path, id="registry.E006")]


@register()
def sign_in_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    unknown = sorted(settings.SECOND_FACTOR_ROLES - set(ROLES))
    if unknown:
        hint = f"“optional”, or roles out of {', '.join(ROLES)}."
        found.append(Error(f"SECOND_FACTOR: no such role: {', '.join(unknown)}.", hint, id="registry.E001"))
    try:
        read_group_map(settings.SIGN_IN_GROUPS)
    except ImproperlyConfigured as wrong:
        found.append(Error(str(wrong), id="registry.E002"))
    missing = [name for name in _NEEDED if settings.OIDC_ISSUER and not getattr(settings, name)]
    if missing:
        found.append(Error(f"OIDC_ISSUER is set, {' and '.join(missing)} not.", id="registry.E003"))
    if settings.PRODUCTION and settings.OIDC_ISSUER.startswith("http://"):
        found.append(Error("OIDC_ISSUER is not encrypted: use https://.", id="registry.E004"))
    return found
