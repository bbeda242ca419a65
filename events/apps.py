"""Application events: what takes place, and the documents that speak of it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def _load_reference(**kwargs: object) -> None:
    from coopregistry.reference import tables_stand  # noqa: PLC0415 -- needs models

    from .models import Sphere, SphereWording  # noqa: PLC0415 -- needs models
    from .reference.load import load  # noqa: PLC0415 -- needs models

    if tables_stand(Sphere, SphereWording):
        load()


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("events, plans and reports")

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self, dispatch_uid="events reference")
