"""Agreements of the register a result may be: those with its partners, the likeliest first."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from agreements.models import Agreement

from .lines import ResultLine


def agreements_of(line: ResultLine) -> QuerySet[Agreement]:
    """With a partner of the result, the one already chosen included; signed on its days first."""
    partners = {partner.pk for result in line.told for partner in result.partners.all()}
    chosen = Q(pk=line.card.agreement_id) if line.card and line.card.agreement_id else Q(pk=None)
    agreements = Agreement.objects.filter(chosen | Q(partners__in=partners)).distinct()
    if line.start is None:
        return agreements.order_by("-signed_on", "title")
    same_days = When(signed_on__range=(line.start, line.end), then=Value(0))
    return agreements.annotate(rank=Case(same_days, default=Value(1), output_field=IntegerField())).order_by(
        "rank", "-signed_on", "title"
    )
