"""The plan of measures («дорожная карта», programme, protocol) of one agreement, usually of several years.

Whether it is interregional or international is told by the parties.
"""

from events.vocabulary import Role, SectionBasis

from .base import ColumnWords, Layout
from .international_plan import InternationalPlan


class AgreementPlan(Layout):
    name = "agreement_plan"
    plan = True
    basis = SectionBasis.SPHERE
    of_one_agreement = True

    partner = ColumnWords(Role.PARTNER, *InternationalPlan.partner.phrases)
    agreement = ColumnWords(Role.AGREEMENT, *InternationalPlan.agreement.phrases)
