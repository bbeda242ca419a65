"""Partners: Russian regions, countries, their regions and cities, unions."""

from collections.abc import Container

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coopregistry.history import LiveManager, RecordedQuerySet

from ..names.folding import fold
from ..names.place import Place, PlaceKind
from .named import Named, Wording


class PartnerQuerySet(RecordedQuerySet):
    def partners(self) -> "PartnerQuerySet":
        """All except the home region, its cities and its country."""
        home = settings.HOME_SUBJECT
        return self.exclude(code__in=(home, "ru")).exclude(parent__code=home)

    def tree_keys(self) -> set[int]:
        """Keys of these partners and their descendants; filters by partner match all."""
        children: dict[int | None, list[int]] = {}
        for pk, parent in self.model.objects.values_list("pk", "parent_id"):
            children.setdefault(parent, []).append(pk)
        found: set[int] = set()
        pending = list(self.values_list("pk", flat=True))
        while pending:
            pk = pending.pop()
            if pk not in found:
                found.add(pk)
                pending.extend(children.get(pk, ()))
        return found

    def places(self, *, minor: Container[str] = ()) -> list[Place]:
        """Plain values with the learned spellings; `minor`: codes of places seldom meant."""
        spellings: dict[int, list[str]] = {}
        for partner, text in PartnerAlias.objects.values_list("partner_id", "text"):
            spellings.setdefault(partner, []).append(text)
        rows = self.select_related("parent")
        return [
            partner.place(tuple(spellings.get(partner.pk, ())), minor=partner.code in minor)
            for partner in rows
        ]


class Partner(Named):
    """A territory or union that the region may cooperate with; `code` is its stable key."""

    class Kind(models.TextChoices):
        SUBJECT = PlaceKind.SUBJECT.value, _("subject of the Russian Federation")
        FEDERAL_DISTRICT = PlaceKind.FEDERAL_DISTRICT.value, _("federal district")
        COUNTRY = PlaceKind.COUNTRY.value, _("foreign state")
        FOREIGN_REGION = PlaceKind.FOREIGN_REGION.value, _("region of a foreign state")
        CITY = PlaceKind.CITY.value, _("city")
        UNION = PlaceKind.UNION.value, _("union of states")

    # As lists name them.
    KINDS_IN_ORDER = (
        *(Kind.SUBJECT, Kind.FOREIGN_REGION, Kind.COUNTRY),
        *(Kind.FEDERAL_DISTRICT, Kind.UNION, Kind.CITY),
    )

    code = models.SlugField(_("code"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    official = models.CharField(_("official name"), max_length=500, blank=True)
    official_genitive = models.CharField(_("official name, genitive"), max_length=500, blank=True)
    official_dative = models.CharField(_("official name, dative"), max_length=500, blank=True)
    official_accusative = models.CharField(_("official name, accusative"), max_length=500, blank=True)
    official_instrumental = models.CharField(_("official name, instrumental"), max_length=500, blank=True)
    official_prepositional = models.CharField(_("official name, prepositional"), max_length=500, blank=True)
    iso = models.CharField(_("ISO 3166 code"), max_length=10, blank=True)
    okato = models.CharField(_("OKATO code"), max_length=11, blank=True)
    capital = models.CharField(_("capital"), max_length=200, blank=True)

    objects = LiveManager.from_queryset(PartnerQuerySet)()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "name"], name="partner_by_kind")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="partner_is_not_its_own_part",
                violation_error_message=_("A partner cannot be part of itself."),
            ),
        ]

    def searched_texts(self) -> list[str]:
        return [self.name, self.official, self.code, self.iso]

    def tree(self) -> set[int]:
        """Keys of the partner and its descendants."""
        return Partner.objects.filter(pk=self.pk).tree_keys()

    def place(self, aliases: tuple[str, ...] = (), *, minor: bool = False) -> Place:
        official = (
            self.official,
            self.official_genitive,
            self.official_dative,
            self.official_accusative,
            self.official_instrumental,
            self.official_prepositional,
        )
        return Place(
            code=self.code,
            kind=PlaceKind(self.kind),
            short=self.cases,
            official=tuple(case or self.official for case in official) if self.official else (),
            parent=self.parent.code if self.parent else "",
            aliases=tuple(sorted(aliases)),
            capital=self.capital,
            minor=minor,
        )


class PartnerAlias(Wording):
    """A spelling of a partner, from documents or the reference data."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="aliases", verbose_name=_("partner"))

    history_owner = "partner"

    class Meta:
        verbose_name = _("spelling of a partner")
        verbose_name_plural = _("spellings of partners")
        ordering = ["text"]

    @classmethod
    def learn(cls, text: str, partner: Partner) -> "PartnerAlias":
        """Store a spelling; one of another partner moves to this one."""
        alias = cls.objects.filter(folded=fold(text)[:1000]).first() or cls(text=text)
        alias.partner = partner
        alias.save()
        return alias


class NotAPartner(Wording):
    """A phrase that names no partner, though it holds the name of one: «ресторан «Прага»»."""

    class Meta:
        verbose_name = _("phrase that names no partner")
        verbose_name_plural = _("phrases that name no partner")
        ordering = ["text"]
