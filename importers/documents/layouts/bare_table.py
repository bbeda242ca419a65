"""A table without a title, as it comes with a letter: a person says which plan or report it belongs to."""

from events.vocabulary import Role

from .base import Column, Layout
from .international_plan import InternationalPlan


class BareTable(Layout):
    name = "bare_table"

    partner = Column(Role.PARTNER, *InternationalPlan.partner.phrases)
    agreement = Column(Role.AGREEMENT, *InternationalPlan.agreement.phrases)
