"""What signing in keeps; Django finds it through coopregistry/models.py."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LimitCount(models.Model):
    """How often something limited was done within the time that runs now, counted over all processes."""

    key = models.CharField(_("key"), max_length=64, unique=True)  # a digest: it may be of an address
    began_at = models.DateTimeField(_("counted since"), db_index=True)
    count = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("count of attempts")
        verbose_name_plural = _("counts of attempts")
        ordering = ["-began_at"]

    def __str__(self) -> str:
        return self.key


class SecondFactor(models.Model):
    """What a user has beside the password: an application that shows codes, or a passkey."""

    class Kind(models.TextChoices):
        CODES = "codes", _("application with codes")
        PASSKEY = "passkey", _("passkey")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factors", verbose_name=_("user")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=100)
    secret = models.TextField(editable=False)  # sealed: the shared secret of the codes, the key of a passkey
    # Of the last code or signature taken: one that is not above it was seen before.
    counter = models.BigIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    used_at = models.DateTimeField(_("last used"), null=True, editable=False)

    class Meta:
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """Signs in once in place of a lost second factor; the code itself is shown once and never stored."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes", verbose_name=_("user")
    )
    digest = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    used_at = models.DateTimeField(_("used at"), null=True, editable=False)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.pk}"


class ExternalIdentity(models.Model):
    """Whom an OpenID provider knows by a subject: names there may change or be given to somebody else."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="external_identities",
        verbose_name=_("user"),
    )
    issuer = models.CharField(_("provider"), max_length=255)
    subject = models.CharField(_("subject"), max_length=255)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("identity at a provider")
        verbose_name_plural = _("identities at providers")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="identity_of_one_user")]

    def __str__(self) -> str:
        return f"{self.user}, {self.issuer}"
