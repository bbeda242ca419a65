"""The report on how agreements with other subjects of the Federation are carried out."""

from events.vocabulary import Kind, Role, SectionBasis

from .base import ColumnWords, Layout
from .interregional_plan import InterregionalPlan


class AgreementsReport(Layout):
    name = "agreements_report"
    kind = Kind.AGREEMENTS_REPORT
    basis = SectionBasis.DEPARTMENT
    about = ("соглашени*",)

    partner = ColumnWords(Role.PARTNER, *InterregionalPlan.partner.phrases)
    agreement = ColumnWords(
        Role.AGREEMENT,
        *InterregionalPlan.agreement.phrases,
        expected=True,
        telling=("соглашен*",),
    )
