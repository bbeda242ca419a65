"""Application coopregistry: users and history."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoopregistryConfig(AppConfig):
    name = "coopregistry"
    verbose_name = _("users and history")
