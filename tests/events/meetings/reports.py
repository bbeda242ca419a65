"""Small reports whose rows tell of meetings; everybody in them is invented."""

from collections.abc import Sequence

from events.models import Report
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.importers.dumps import INTERNATIONAL, dump

MEETING = (
    "Встреча Губернатора Смоленской области В.В. Выдумова с Чрезвычайным и Полномочным Послом "
    "Республики Армения в Российской Федерации А.А. Небываляном",
    "г. Смоленск",
    "5 февраля 2031 года",
    "В ходе встречи обсуждались вопросы поставок льна. Достигнута договоренность провести ярмарку",
    "Губернатор Смоленской области В.В. Выдумов, Чрезвычайный и Полномочный Посол Республики Армения в "
    "Российской Федерации А.А. Небывалян",
)
RECEPTION = (
    "Международный форум «Берега»",
    "г. Смоленск, выставочный зал",
    "21-22 февраля 2031 года",
    "В рамках форума прошла выставка",
    "Гости форума – более 1500 человек.\nДелегация Могилевской области (Республика Беларусь) во главе с "
    "заместителем председателя Могилевского областного исполнительного комитета Н.Н. Небывайко, 15 человек",
)
TRIP = (
    "Служебная командировка министра культуры Смоленской области Л.Л. Придумкиной в г. Ереван",
    "г. Ереван, Республика Армения",
    "12-14 февраля 2031 года",
    "13 февраля 2031 года Л.Л. Придумкина встретилась с заместителем мэра г. Еревана М.М. Выдумянцем",
    "Министр культуры Смоленской области Л.Л. Придумкина; заместитель мэра г. Еревана М.М. Выдумянц",
)
_TITLE = "Отчет о мероприятиях в международной сфере, проведенных\nв I квартале 2031 года"


def dump_of(*rows: Sequence[str], notes: Sequence[str] = ()) -> bytes:
    """An international report as a text dump, its rows numbered from 1."""
    sections = [("Общие направления сотрудничества", rows)]
    return dump(sections, title=_TITLE, headings=INTERNATIONAL, notes=notes)


def report_of_rows(*rows: Sequence[str]) -> Report:
    import_document(Upload(name="отчет.txt", data=dump_of(*rows)))
    return Report.objects.get(period_code="2031-Q1")
