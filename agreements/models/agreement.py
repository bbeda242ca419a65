"""Agreements: between whom, about what, until when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Recorded, Removable

from ..names.folding import fold
from .department import Department
from .named import Wording
from .partner import Partner


class Agreement(Removable):
    """An agreement that is a basis of cooperation. Documents give only its title; people enter number and
    dates."""

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("agreement")
        PROTOCOL = "protocol", _("protocol")
        MEMORANDUM = "memorandum", _("memorandum")
        CONTRACT = "contract", _("contract")
        ACTION_PLAN = "action_plan", _("plan of measures (road map)")
        PROGRAMME = "programme", _("programme")
        DECLARATION = "declaration", _("declaration")

    class Level(models.TextChoices):
        INTERREGIONAL = "interregional", _("interregional")
        INTERNATIONAL = "international", _("international")

    class State(models.TextChoices):
        IN_FORCE = "in_force", _("in force")
        DRAFT = "draft", _("draft")
        SUSPENDED = "suspended", _("suspended")
        LAPSED = "lapsed", _("lapsed")

    title = models.TextField(_("title"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.AGREEMENT)
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.INTERREGIONAL)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.IN_FORCE)
    number = models.CharField(_("number"), max_length=100, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    prolongation = models.CharField(_("prolongation"), max_length=500, blank=True)
    terminated_on = models.DateField(_("terminated on"), null=True, blank=True)
    registration_number = models.CharField(
        _("registration with the Ministry of Justice"), max_length=100, blank=True
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("responsible body"),
    )
    place_of_original = models.CharField(_("where the original is kept"), max_length=500, blank=True)
    partners = models.ManyToManyField(
        Partner, through="AgreementParty", related_name="agreements", verbose_name=_("parties")
    )
    confirmed = models.BooleanField(_("confirmed"), default=True)
    search = models.TextField(editable=False, blank=True)

    history_leaves_out = ("search",)
    derived_fields = ("search",)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(signed_on=None)
                | models.Q(valid_until=None)
                | models.Q(signed_on__lte=models.F("valid_until")),
                name="agreement_ends_after_it_begins",
                violation_error_message=_("The agreement ends before it is signed."),
            ),
            models.CheckConstraint(
                condition=models.Q(signed_on=None)
                | models.Q(terminated_on=None)
                | models.Q(signed_on__lte=models.F("terminated_on")),
                name="agreement_terminated_after_signing",
                violation_error_message=_("The agreement is terminated before it is signed."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def counterparts(self) -> tuple[str, ...]:
        """Codes of the parties other than the home region, in the order of the wording; one query."""
        parties = self.parties.exclude(partner__code=settings.HOME_SUBJECT)
        return tuple(parties.order_by("order", "id").values_list("partner__code", flat=True))

    def prepare(self) -> None:
        self.search = fold(f"{self.title} {self.number}")


class AgreementParty(Recorded):
    """A party of an agreement and the organ that signed for it; the home region is a party too."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="parties", verbose_name=_("agreement")
    )
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="parties", verbose_name=_("party"))
    organ = models.CharField(_("signed by"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history_owner = "agreement"

    class Meta:
        verbose_name = _("party of an agreement")
        verbose_name_plural = _("parties of an agreement")
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["agreement", "partner"], name="agreement_party_once")]

    def __str__(self) -> str:
        return self.organ or str(self.partner)


class AgreementWording(Wording):
    """A spelling of an agreement in documents."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="wordings", verbose_name=_("agreement")
    )

    history_owner = "agreement"

    class Meta:
        verbose_name = _("wording of an agreement")
        verbose_name_plural = _("wordings of agreements")
        ordering = ["text"]
