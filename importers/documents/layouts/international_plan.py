"""The plan of events with foreign countries and regions."""

from events.vocabulary import Kind, Role, SectionBasis

from .base import ColumnWords, Layout
from .interregional_plan import InterregionalPlan


class InternationalPlan(Layout):
    name = "international_plan"
    kind = Kind.INTERNATIONAL_PLAN
    basis = SectionBasis.SPHERE
    about = (
        *("международн*", "внешнеэкономическ*", "внешн* связ*", "внешн* сношен*", "зарубежн*", "иностранн*"),
        *("приграничн*", "стран* снг"),
    )
    of_named_partners = True
    not_between = ("межрегиональн*", "субъект*", "соглашени*")

    partner = ColumnWords(
        Role.PARTNER,
        *("стран*", "государств*", "иностранн* партнер*", "зарубежн* партнер*", "иностранн* государств*"),
        *("зарубежн* стран*", "иностранн* стран*", "иностранн* сторон*", "наименован* стран*"),
        *InterregionalPlan.partner.phrases,
        telling=("стран*", "государств*", "иностранн*", "зарубежн*"),
    )
    agreement = ColumnWords(Role.AGREEMENT, *InterregionalPlan.agreement.phrases)
