"""The app agreements: partners, departments, agreements."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def _load_reference(**kwargs: object) -> None:
    from coopregistry.reference import tables_exist  # noqa: PLC0415 -- needs models

    from .models import Partner, Succession  # noqa: PLC0415 -- needs models
    from .reference.load import load  # noqa: PLC0415 -- needs models

    if tables_exist(Partner, Succession):
        load()


class AgreementsConfig(AppConfig):
    name = "agreements"
    verbose_name = _("partners and agreements")

    def ready(self) -> None:
        from . import checks  # noqa: F401, PLC0415 -- needs the settings

        post_migrate.connect(_load_reference, sender=self, dispatch_uid="agreements reference")
