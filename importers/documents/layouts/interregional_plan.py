"""The half-year plan of events with other subjects of the Federation."""

from events.vocabulary import Kind, Role, SectionBasis

from .base import ColumnWords, Layout


class InterregionalPlan(Layout):
    name = "interregional_plan"
    kind = Kind.INTERREGIONAL_PLAN
    basis = SectionBasis.DEPARTMENT
    about = (
        *(
            "межрегиональн*",
            "с субъектами",
            "с другими субъектами",
            "между субъектами",
            "с российскими регионами",
        ),
        *("с другими регионами", "с регионами российской федерации", "с регионами россии"),
    )
    of_named_partners = True
    not_between = ("международн*", "внешн*", "внешнеэкономическ*", "зарубежн*", "иностранн*", "приграничн*")

    partner = ColumnWords(
        Role.PARTNER,
        *("субъект*", "регион*", "партнер*", "территори*", "наименован* субъект*", "наименован* регион*"),
        *("назван* субъект*", "назван* регион*", "наименован* партнер*", "контрагент*"),
        expected=True,
        telling=("субъект*", "российск*"),
    )
    agreement = ColumnWords(
        Role.AGREEMENT,
        *(
            "соглашен*",
            "наименован* соглашен*",
            "назван* соглашен*",
            "реквизит* соглашен*",
            "номер соглашен*",
        ),
        *(
            "№ соглашен*",
            "наименован* и реквизит* соглашен*",
            "договор",
            "договоры",
            "наименован* договор*",
            "наименован* документ*",
        ),
    )
