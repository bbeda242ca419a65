"""The newest house form of each kind of document: titles, column headings and their order (no Django)."""

from events.period import Period
from events.vocabulary import Kind, Role, SectionBasis

DRAFT_MARK = "ПРОЕКТ"  # stands above the title until an edition is fixed

_NUMBER = ("№ п/п", Role.NUMBER)
_PLACE = ("Место проведения\nмероприятия", Role.PLACE)
_DATES = ("Сроки проведения\nмероприятия", Role.DATES)

HEADINGS: dict[Kind, tuple[tuple[str, Role], ...]] = {
    Kind.INTERREGIONAL_PLAN: (
        _NUMBER,
        ("Субъект,\nс которым планируется взаимодействие", Role.PARTNER),
        ("Наименование и формат мероприятия", Role.TITLE),
        _DATES,
        _PLACE,
        ("Участники мероприятия", Role.PARTICIPANTS),
        ("Содержание мероприятия", Role.CONTENT),
    ),
    Kind.INTERREGIONAL_REPORT: (
        _NUMBER,
        ("Субъект,\nс которым осуществлялось взаимодействие", Role.PARTNER),
        ("Наименование и формат мероприятия", Role.TITLE),
        _DATES,
        _PLACE,
        ("Участники мероприятия (общее количество, другие дополнительные сведения)", Role.PARTICIPANTS),
        ("Содержание и результат мероприятия", Role.CONTENT),
    ),
    Kind.AGREEMENTS_REPORT: (
        _NUMBER,
        ("Соглашение о сотрудничестве, в рамках которого была проведена работа", Role.AGREEMENT),
        ("Наименование мероприятия", Role.TITLE),
        _DATES,
        _PLACE,
        (
            "Участники мероприятия (общее количество, представители регионов, "
            "другие дополнительные сведения)",
            Role.PARTICIPANTS,
        ),
        (
            "Содержание и результат мероприятия (в том числе краткая информация "
            "о достигнутых договоренностях, подписанных документах и т.д.)",
            Role.CONTENT,
        ),
    ),
    Kind.INTERNATIONAL_PLAN: (
        _NUMBER,
        ("Наименование и формат мероприятия", Role.TITLE),
        _PLACE,
        _DATES,
        ("Цель и содержание мероприятия", Role.CONTENT),
        ("Участники мероприятия", Role.PARTICIPANTS),
    ),
    Kind.INTERNATIONAL_REPORT: (
        _NUMBER,
        ("Наименование мероприятия", Role.TITLE),
        _PLACE,
        _DATES,
        (
            "Цель, содержание и результат мероприятия (в том числе краткая информация "
            "о достигнутых договоренностях, подписанных документах)",
            Role.CONTENT,
        ),
        ("Участники мероприятия (общее количество, другие дополнительные сведения)", Role.PARTICIPANTS),
    ),
}


# The plan of measures of one agreement; who carries a measure out has no role of its own.
AGREEMENT_PLAN: tuple[tuple[str, Role | None], ...] = (
    _NUMBER,
    ("Наименование мероприятия", Role.TITLE),
    ("Срок реализации", Role.DATES),
    ("Исполнители", None),
)


def headings(kind: Kind, *, of_agreement: bool = False) -> list[list[str | None]]:
    """Column headings with their roles, as a report stores them."""
    columns = AGREEMENT_PLAN if kind.is_plan and of_agreement else HEADINGS[kind]
    return [[text, role.value if role else None] for text, role in columns]


def basis(kind: Kind) -> SectionBasis:
    """What the sections of a document created in the registry stand for."""
    return SectionBasis.SPHERE if kind.is_international else SectionBasis.DEPARTMENT


def title(
    kind: Kind,
    period: Period,
    *,
    home: tuple[str, ...],
    partner: tuple[str, ...] | None = None,
    agreement: str = "",
) -> str:
    """The title broken by sense. `home` and `partner` are names in six cases (agreements.names.place.CASES);
    with a partner, or an agreement (its title in the genitive), the document is about that one alone."""
    if agreement:
        if kind.is_plan:
            return f"План мероприятий\nпо реализации {agreement}\nна {period.title}"
        return f"Отчет\nо реализации {agreement}\nза {period.title}"
    if partner:
        what = "План сотрудничества" if kind.is_plan else "Отчет по сотрудничеству"
        when = f"на {period.title}" if kind.is_plan else f"за {period.title}"
        return f"{what} между {home[4]}\nи {partner[4]}\n{when}"
    match kind:
        case Kind.INTERREGIONAL_PLAN:
            return f"План мероприятий в сфере межрегионального сотрудничества\nна {period.title}"
        case Kind.INTERREGIONAL_REPORT:
            return f"Отчет о мероприятиях в сфере межрегионального сотрудничества\nза {period.title}"
        case Kind.AGREEMENTS_REPORT:
            return f"Отчет о реализации соглашений в сфере межрегионального сотрудничества\nза {period.title}"
        case Kind.INTERNATIONAL_PLAN:
            return f"План мероприятий в сфере международного сотрудничества\nна {period.title}"
        case Kind.INTERNATIONAL_REPORT:
            return (
                "Отчет о мероприятиях в международной сфере, проведенных исполнительными органами\n"
                f"{home[1]} и подведомственными им учреждениями\n{period.held_in}"
            )
