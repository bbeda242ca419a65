"""Arrangements under control: taken, reported on, decided."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.models import Department
from coopregistry.history import explain
from coopregistry.models import User
from events.access import Access
from events.models import ControlDecision, ExecutionReport, ResultCard
from events.vocabulary import ControlState

from .cards import card_of
from .lines import ResultLine


def may_report(access: Access, card: ResultCard | None) -> bool:
    """The responsible department, and the coordinator for what came on paper."""
    if card is None or not card.is_under_way:
        return False
    return access.coordinates or card.department_id in access.departments


@transaction.atomic
def decide(
    line: ResultLine,
    state: ControlState,
    *,
    department: Department,
    due: date | None,
    basis: str,
    user: User,
) -> ControlDecision:
    """The first decision takes the arrangement under control. Reports that waited are answered by it."""
    explain(
        _("Decision on an arrangement under control")
        if line.card is not None and line.card.state
        else _("An arrangement was taken under control")
    )
    card = card_of(line)
    card.state, card.department, card.due = state.value, department, due
    card.save(update_fields=["state", "department", "due"])
    decision = ControlDecision.objects.create(
        card=card, state=state.value, department=department, due=due, basis=basis, user=user
    )
    ExecutionReport.objects.filter(card=card, decision=None).update(decision=decision)
    return decision


@transaction.atomic
def report_execution(card: ResultCard, text: str, file: UploadedFile | None, user: User) -> ExecutionReport:
    explain(_("Report on the execution of an arrangement"))
    told: dict[str, Any] = {"card": card, "text": text}
    report = (
        ExecutionReport(added_by=user, **told) if file is None else ExecutionReport.of(file, user, **told)
    )
    report.save()
    return report


@transaction.atomic
def take_back(decision: ControlDecision) -> bool:
    """What was decided before stands again; the first decision leaves a proposal. False where a later one
    stands."""
    card = ResultCard.objects.select_for_update().get(pk=decision.card_id)
    *earlier, last = card.decisions.order_by("pk")
    if last.pk != decision.pk:
        return False
    explain(_("A decision on an arrangement was taken back"))
    before = earlier[-1] if earlier else None
    card.state = before.state if before else ""
    card.department = before.department if before else None
    card.due = before.due if before else None
    card.save(update_fields=["state", "department", "due"])
    ExecutionReport.objects.filter(decision=last).update(decision=None)
    last.delete()
    return True
