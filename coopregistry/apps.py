"""Application coopregistry: users, roles and history."""

from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def _ensure_roles(**kwargs: object) -> None:
    from .roles import ensure_roles  # noqa: PLC0415 -- models are not loaded when this module is

    ensure_roles()


class CoopregistryConfig(AppConfig):
    name = "coopregistry"
    verbose_name = _("users and history")

    def ready(self) -> None:
        from . import checks, signals  # noqa: F401, PLC0415 -- models are not loaded when this module is
        from .monitoring.metrics import watch_queries  # noqa: PLC0415 -- needs the settings

        connection_created.connect(watch_queries, dispatch_uid="slow queries")

        # The last of the applications: by then all permissions exist.
        last = list(apps.get_app_configs())[-1]
        post_migrate.connect(_ensure_roles, sender=last, dispatch_uid="roles")
