"""Application importers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportersConfig(AppConfig):
    name = "importers"
    verbose_name = _("imports")

    def ready(self) -> None:
        from coopregistry.monitoring.metrics import add_source  # noqa: PLC0415 -- models are not loaded yet

        from .figures import import_figures  # noqa: PLC0415 -- models are not loaded yet

        add_source(import_figures)
