"""Partners and agreements: read by all users, written by coordinators."""

from datetime import date
from typing import Any

from agreements.models import AgreementFile
from events.models import DossierCopy
from tests.permissions.roles import Rule, Who, World, coordinators, only, signed_in


def partner(world: World) -> dict[str, Any]:
    return {"pk": world.partner.pk}


def home(world: World) -> dict[str, Any]:
    return {"pk": type(world.partner).objects.get(code="ru-67").pk}


def agreement(world: World) -> dict[str, Any]:
    return {"pk": world.agreement.pk}


def copy_of_a(world: World) -> dict[str, Any]:
    copy = DossierCopy.objects.create(
        partner=world.partner,
        start=date(2030, 1, 1),
        end=date(2030, 12, 31),
        made_by=world.users[Who.EDITOR_A],
        name="Справка.docx",
        docx=b"PK",
        sha256="0" * 64,
    )
    return {"pk": copy.pk}


def scan(world: World) -> dict[str, Any]:
    file = AgreementFile.objects.create(
        agreement=world.agreement, name="Подлинник.pdf", content=b"%PDF", size=4, sha256="0" * 64
    )
    return {"pk": file.pk}


def removed_scan(world: World) -> dict[str, Any]:
    key = scan(world)
    AgreementFile.objects.get(**key).remove()
    return key


def span(world: World) -> dict[str, Any]:
    return {"start": "2030-01-01", "end": "2031-12-31"}


def agreement_data(world: World) -> dict[str, Any]:
    return {
        "title": "Соглашение о пробном сотрудничестве",
        "parties": "ru-32",
        "kind": "agreement",
        "level": "interregional",
        "state": "in_force",
        "number": "7",
        "version": 0,
        "confirmed": "on",
    }


RULES = {
    "events:partners": Rule(get=signed_in()),
    "events:partner": (
        Rule(get=signed_in(), kwargs=partner),
        Rule(get=signed_in(404), kwargs=home),  # the home region is nobody's partner
    ),
    "events:partner_facts": Rule(
        get=coordinators(),
        post=coordinators(302),
        kwargs=partner,
        data=lambda world: {
            "text": "Товарооборот растет.",
            "as_of": "2026-03-01",
            "source": "Статистика",
            "version": 0,
        },
    ),
    "events:dossier": Rule(get=signed_in(), post=signed_in(), kwargs=partner, data=span),
    "events:dossier_file": Rule(
        get=only(Who.EDITOR_A, Who.COORDINATOR, Who.ADMINISTRATOR, others=404), kwargs=copy_of_a
    ),
    "events:agreements": Rule(get=signed_in()),
    "events:agreement_journal": (
        Rule(get=signed_in(), kwargs=lambda world: {"suffix": "docx"}),
        Rule(get=signed_in(404), kwargs=lambda world: {"suffix": "exe"}),
    ),
    "events:agreement": Rule(get=signed_in(), kwargs=agreement),
    # A stale version is said on the page: 200.
    "events:agreement_edit": Rule(
        get=coordinators(), post=coordinators(), kwargs=agreement, data=agreement_data
    ),
    "events:agreement_attach": Rule(
        get=signed_in(405), post=coordinators(302), kwargs=agreement, data=lambda world: {}
    ),
    "events:agreement_attached": Rule(get=signed_in(), kwargs=scan),
    "events:agreement_attached_remove": Rule(get=signed_in(405), post=coordinators(302), kwargs=scan),
    "events:agreement_attached_restore": Rule(
        get=signed_in(405), post=coordinators(302), kwargs=removed_scan
    ),
    "events:agreement_file": Rule(get=signed_in(), kwargs=agreement),
    "events:events_without_agreement": Rule(get=signed_in()),
    "events:partners_without_agreement": Rule(get=signed_in()),
}
