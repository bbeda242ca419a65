"""Figures of a period with what they rest on."""

from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from events.basis.wording import gaps_in_words
from events.figures.breakdowns import breakdowns
from events.figures.comparison import Comparison
from events.figures.registers import meeting_counts
from events.figures.scope import Scope
from events.figures.sums import Sums, signed_documents

from ..operations import Operation
from ..parameters import refuse_unknown_parameters
from ..serializers.figures import FiguresSerializer
from .base import Endpoint
from .meetings import SCOPE_FIELDS, scope_of


class FiguresAPIView(Endpoint):
    tag = _("Figures")
    operations = {
        "GET": Operation(
            operation_id="figures_read",
            summary=_("Figures of a period, with the documents they rest on"),
            description=_(
                "Those of the page: each event once. `comparable` says whether documents of the year before "
                "cover the same; if not, `reasons` says why."
            ),
            parameters=SCOPE_FIELDS,
            response=FiguresSerializer,
        )
    }

    def clean_parameters(self, operation: Operation) -> dict[str, Any]:
        refuse_unknown_parameters(self.request, SCOPE_FIELDS)
        return {"scope": scope_of(self.request.GET, self.access)}

    def get(self, request: Request) -> Response:
        scope: Scope = self.parameters["scope"]
        comparison = Comparison.of(scope)
        reasons = comparison.reasons
        basis = comparison.basis
        met = meeting_counts(scope)
        record = SimpleNamespace(
            period=scope.period.code,
            by=scope.by,
            total=_sums(Sums.of(scope.tallies.total)),
            before=_sums(Sums.of(scope.before.tallies.total)) if comparison.has_before else None,
            documents_signed=signed_documents(scope),
            meetings=met["meetings"],
            received=met["received"],
            trips=met["trips"],
            documents=[
                SimpleNamespace(
                    id=one.pk,
                    kind=one.kind.value,
                    period=one.period.code,
                    about=one.about,
                    is_complete=one.is_complete,
                    lacking=one.lacking,
                )
                for one in basis.documents
            ],
            gaps=gaps_in_words(basis.gaps),
            comparable=comparison.has_before and not reasons,
            reasons=reasons,
            breakdowns=[
                SimpleNamespace(
                    field=one.field,
                    lines=[
                        SimpleNamespace(keys=line.keys, name=line.name, events=line.events)
                        for line in one.lines
                    ],
                )
                for one in breakdowns(scope)
            ],
        )
        return Response(FiguresSerializer().to_representation(record))


def _sums(sums: Sums) -> SimpleNamespace:
    participants = sums.participants
    return SimpleNamespace(
        events=sums.events,
        planned=sums.planned,
        held=sums.reported,
        signed=sums.signed,
        agreed=sums.agreed,
        participants=participants.number,
        participants_in_words=participants.words,
        rows_with_figure=participants.rows_with_figure,
    )
