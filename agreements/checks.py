"""The settings of the home region are checked when the site starts: nothing is counted right without it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext as _

from .home_region import region_file
from .reference.read import subjects
from .reference.region import problem_of


@register()
def region_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    regions = subjects()
    if settings.HOME_SUBJECT not in regions:
        text = (
            _("HOME_SUBJECT: there is no region with the code “%s”.") % settings.HOME_SUBJECT
            if settings.HOME_SUBJECT
            else _("HOME_SUBJECT is not set: the registry does not know whose it is.")
        )
        hint = _("One of: %s.") % ", ".join(f"{code} ({name})" for code, name in regions.items())
        return [Error(text, hint, id="registry.E006")]
    path = region_file()
    problem = problem_of(path, settings.HOME_SUBJECT) if path else ""
    return [Error(_("The region's file: %s") % problem, id="registry.E007")] if problem else []
