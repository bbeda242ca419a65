"""A table without a title, as it comes with a letter: a person says which plan or report it belongs to."""

from events.vocabulary import Role

from .base import ColumnWords, Layout
from .international_plan import InternationalPlan


class BareTable(Layout):
    name = "bare_table"

    partner = ColumnWords(Role.PARTNER, *InternationalPlan.partner.phrases)
    agreement = ColumnWords(Role.AGREEMENT, *InternationalPlan.agreement.phrases)
