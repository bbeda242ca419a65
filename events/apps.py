"""Application events: what takes place, and the documents that speak of it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def _after_migrating(**kwargs: object) -> None:
    """Reference data and what is computed, as far as their tables stand."""
    from coopregistry.reference import tables_exist  # noqa: PLC0415 -- needs models

    from .entries.counting import recount  # noqa: PLC0415 -- needs models
    from .entries.governing import govern_outdated  # noqa: PLC0415 -- needs models
    from .entries.tallying import recount_figures  # noqa: PLC0415 -- needs models
    from .entries.told_records import save_outdated_results  # noqa: PLC0415 -- needs models
    from .models import (  # noqa: PLC0415 -- needs models
        Event,
        EventCount,
        FigureCount,
        MatchDecision,
        Sphere,
        SphereWording,
    )
    from .reference.load import load  # noqa: PLC0415 -- needs models

    if tables_exist(Sphere, SphereWording):
        load()
    if tables_exist(Event, MatchDecision, EventCount, FigureCount):
        save_outdated_results()
        if govern_outdated():
            recount_figures()
        recount()


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("events, plans and reports")

    def ready(self) -> None:
        from .entries import recomputing  # noqa: PLC0415 -- needs models
        from .words.index import declare_index  # noqa: PLC0415 -- belongs to the models above

        recomputing.connect()
        declare_index()
        post_migrate.connect(_after_migrating, sender=self, dispatch_uid="events after migrating")
