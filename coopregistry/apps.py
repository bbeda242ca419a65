"""Application coopregistry: users, roles and history."""

from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def _make_schema_objects(using: str, **kwargs: object) -> None:
    from .schema_objects import make_missing  # noqa: PLC0415 -- asks the database

    make_missing(using)


def _ensure_roles(**kwargs: object) -> None:
    from .roles import ensure_roles  # noqa: PLC0415 -- models are not loaded when this module is

    ensure_roles()


class CoopregistryConfig(AppConfig):
    name = "coopregistry"
    verbose_name = _("users and history")

    def ready(self) -> None:
        from . import checks, signals  # noqa: F401, PLC0415 -- models are not loaded when this module is
        from .journal.append_only import declare_triggers  # noqa: PLC0415 -- needs models
        from .journal.sign_ins import sign_in_figures  # noqa: PLC0415 -- needs models
        from .monitoring.metrics import add_source, watch_queries  # noqa: PLC0415 -- needs the settings
        from .owner import declare_rights  # noqa: PLC0415 -- needs models

        connection_created.connect(watch_queries, dispatch_uid="slow queries")
        add_source(sign_in_figures)
        declare_triggers()
        declare_rights()
        # The first of the applications: what the others do then finds the database whole.
        post_migrate.connect(_make_schema_objects, sender=self, dispatch_uid="schema objects")

        # The last of the applications: by then all permissions exist.
        last = list(apps.get_app_configs())[-1]
        post_migrate.connect(_ensure_roles, sender=last, dispatch_uid="roles")
