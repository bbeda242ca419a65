"""What a layout is: a family of documents told by the words of its title and of its column headings.

A new family is one new module in this package with one subclass of `Layout`; nothing lists it.
Every layout keeps texts alike: a title, a cell, a heading, a section or a note loses the white space at its
ends (blank paragraphs included) and nothing else; breaks between paragraphs stay "\\n".
"""

import re
from collections.abc import Iterator
from typing import ClassVar

from events.vocabulary import Kind, Role, SectionBasis

from .named_parties import parties_in
from .one_agreement import one_agreement
from .words import earliest, words

# What may precede the word that says plan or report: «Сводный отчет», «Предложения министерства в план»
_BEFORE = (
    r"(?:\w+(?:ый|ий|ой|ая|ые)\s+){0,2}"
    r"(?:предложения\b[^.]{0,150}?\b(?:в|к|для)\s+)?(?:проект\w*\s+)?(?:сводн\w+\s+)?"
)
# «Информация о мероприятиях, планируемых …» is a plan, «Перечень проведенных мероприятий» a report.
_PLANNED = r"(?=.*\b(?:планируем|запланированн|намечен|предстоящ))(?!.*\bпроведенн)"
OPENING = re.compile(
    rf"\W*{_BEFORE}(?:(?P<plan>(?:перечень|информаци[яюи]|сведени[яй]|список){_PLANNED}"
    r"|план(?:-график)?|плана|плану|перечень(?!.*\bпроведенн)|протокол|программа|комплекс"
    r"|дорожн(?:ая|ой|ую) карт[аыу])"
    r"|(?P<report>отчета?|информаци[яюи]|сведени[яй]|перечень|список))(?!\w)"
)


class ColumnWords:
    """A column by the words of its heading: phrases of folded words, `*` for any ending, `^` at the start.

    A heading belongs to the column whose words come first in it («Участники (представители регионов)» are
    participants); among these the longest phrase wins («Наименование соглашения» over «Наименование»).
    A column of role None keeps its headings from being claimed by others.
    """

    def __init__(
        self,
        role: Role | None,
        *phrases: str,
        required: bool = False,  # a table without it is not of this layout
        expected: bool = False,  # its absence is an issue
        telling: tuple[str, ...] = (),  # words that tell this layout from its neighbours
    ) -> None:
        self.role = role
        self.required = required
        self.expected = expected
        self.phrases = phrases
        self.telling = telling

    def claims(self, readings: tuple[str, ...]) -> tuple[int, int] | None:
        """Where the heading names this column, as a sort key: the column with the smallest wins."""
        return earliest(words(*self.phrases), readings)

    def tells(self, readings: tuple[str, ...]) -> bool:
        return bool(self.telling) and earliest(words(*self.telling), readings) is not None


class Layout:
    """Columns are class attributes; those declared here are common to all families."""

    name: ClassVar[str] = ""
    kind: ClassVar[Kind | None] = None
    basis: ClassVar[SectionBasis | None] = None
    about: ClassVar[tuple[str, ...]] = ()  # words of a title of this family
    unless: ClassVar[tuple[str, ...]] = ()  # words that make the title another family's
    not_between: ClassVar[tuple[str, ...]] = ()  # words of a title that leave no doubt of the partners' sort
    of_named_partners: ClassVar[bool] = False  # «по сотрудничеству между … и …» is of this family
    plan: ClassVar[bool | None] = None  # where the kind is left to the partners: a plan or a report
    of_two_sorts: ClassVar[bool] = False  # for titles that fit an interregional and an international family
    of_one_agreement: ClassVar[bool] = False  # «по реализации Соглашения между … и …» is of this family

    number = ColumnWords(
        Role.NUMBER,
        *(
            "^№ п п",
            "^№п п",
            "^№№ п п",
            "^№",
            "^№№",
            "^n п п",
            "^n",
            "^no п п",
            "^п п",
            "^номер",
            "^номер п п",
        ),
        *("^№ строки", "^номер по порядку", "^№ по порядку", "^номер строки", "^пункт"),
    )
    title = ColumnWords(
        Role.TITLE,
        *("наименован*", "назван*", "^мероприят*", "^событи*", "тема мероприят*", "^планируем* мероприят*"),
        *("^проведен* мероприят*", "^провод* мероприят*", "^состоявш* мероприят*", "перечень мероприят*"),
        *("^основн* мероприят*", "^совместн* мероприят*", "^вид мероприят*", "^наим"),
        *("^международн* мероприят*", "^межрегиональн* мероприят*"),
        required=True,
    )
    dates = ColumnWords(
        Role.DATES,
        *("срок*", "дата", "даты", "период*", "время", "месяц", "^начало", "^начало проведен*"),
        required=True,
    )
    place = ColumnWords(
        Role.PLACE,
        *("мест*", "адрес*", "площадк*", "город*", "локаци*", "стран* проведен*", "регион* проведен*"),
        *("территори* проведен*", "субъект* проведен*", "стран* город*", "государств* город*"),
    )
    participants = ColumnWords(
        Role.PARTICIPANTS,
        *(
            "участник*",
            "участвующ*",
            "участие",
            "количеств* участник*",
            "количеств* чел*",
            "кол во чел*",
            "число участник*",
        ),
        *("представител*", "делегаци*", "состав делегаци*", "общ* количеств* участник*", "состав участник*"),
    )
    content = ColumnWords(
        Role.CONTENT,
        *("содержан*", "результат*", "цель", "цели", "итог*", "описан*", "договоренност*", "тематик*"),
        *("программ*", "краткая информация", "^информация о", "^ход реализац*", "задач*", "вопрос*"),
    )
    further = ColumnWords(
        None,
        *("примечан*", "ответственн*", "исполнител*", "организатор*", "источник*", "финансир*", "объем*"),
        *("отметк*", "статус*", "контактн*", "куратор*", "дата подписан*", "дата заключен*", "дата и номер"),
        *("срок действ*", "период действ*", "сфера", "сферы", "направлен*"),
    )

    @classmethod
    def columns(cls) -> Iterator[ColumnWords]:
        for attribute in dir(cls):
            column = getattr(cls, attribute)
            if isinstance(column, ColumnWords):
                yield column

    @classmethod
    def entitled(cls, title: str) -> bool:
        """Whether a folded title is of this family."""
        opening = OPENING.match(title)
        is_plan = cls.kind.is_plan if cls.kind is not None else cls.plan
        if opening is None or bool(opening["plan"]) is not is_plan:
            return False
        if one_agreement(title):
            return cls.of_one_agreement
        if cls.unless and words(*cls.unless).search(title):
            return False
        if cls.about and words(*cls.about).search(title):
            return True
        return cls.of_named_partners and bool(parties_in(title)) and not words(*cls.not_between).search(title)
