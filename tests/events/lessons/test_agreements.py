"""What the wording of an agreement means, for rows loaded before and for later ones."""

import pytest

from agreements.models import Agreement, AgreementParty, AgreementWording, Partner
from events.access import Access
from events.lessons.teaching import effect_of, take_back, teach
from events.models import Entry, Lesson
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.importers.dumps import AGREEMENTS, CULTURE, dump

pytestmark = pytest.mark.django_db

TITLE = "Отчет о реализации соглашений в сфере межрегионального сотрудничества\nза IV квартал 2025 года"
VAGUE = "В рамках рамочного соглашения с соседями"
NAMED = "Соглашение между Администрацией Смоленской области и Правительством Тверской области"


def load(*rows: tuple[str, str]) -> None:
    cells = [(wording, title, "октябрь", "г. Тверь", "5 человек", "Обмен") for wording, title in rows]
    data = dump([(CULTURE, cells)], title=TITLE, headings=AGREEMENTS)
    import_document(Upload(name="отчет.txt", data=data), replace=True)


@pytest.fixture
def agreement(db: None) -> Agreement:
    made = Agreement.objects.create(
        title="Соглашение о сотрудничестве 2015 года", kind=Agreement.Kind.AGREEMENT
    )
    for order, code in enumerate(("ru-67", "ru-60")):
        AgreementParty.objects.create(agreement=made, partner=Partner.objects.get(code=code), order=order)
    return made


def agreement_of(title: str) -> Agreement | None:
    return Entry.objects.get(cells__title=title).agreement


def lesson(text: str, agreement: Agreement) -> Lesson:
    return Lesson(kind=Lesson.Kind.AGREEMENT, text=text, agreement=agreement)


def test_a_wording_nobody_could_read_means_an_agreement(agreement: Agreement, coordinator: Access) -> None:
    load((VAGUE, "Ярмарка"), (NAMED, "Выставка"))
    assert agreement_of("Ярмарка") is None
    taught = lesson(VAGUE, agreement)
    [effect] = effect_of(taught).effects(Entry.objects.all())
    assert (str(effect.entry), effect.phrase, effect.now, effect.then) == (
        "Ярмарка",
        VAGUE,
        "",
        agreement.title,
    )
    teach(taught, coordinator)
    assert agreement_of("Ярмарка") == agreement
    assert Entry.objects.get(cells__title="Ярмарка").cells["agreement"] == VAGUE
    [back] = effect_of(taught).reverse_effects(Entry.objects.all())
    assert (back.now, back.then) == (agreement.title, "")
    load((VAGUE, "Ярмарка"), (NAMED, "Выставка"), (VAGUE, "Концерт"))
    assert agreement_of("Концерт") == agreement
    take_back(taught, coordinator.user)
    assert agreement_of("Ярмарка") is None
    assert not AgreementWording.objects.filter(text=VAGUE).exists()


def test_an_agreement_a_document_had_made_is_replaced_and_comes_back(
    agreement: Agreement, coordinator: Access
) -> None:
    load((NAMED, "Выставка"))
    made = agreement_of("Выставка")
    assert (made.confirmed, made == agreement) == (False, False)
    taught = teach(lesson(NAMED, agreement), coordinator)
    assert agreement_of("Выставка") == agreement
    assert not Agreement.objects.filter(pk=made.pk).exists()
    take_back(taught, coordinator.user)
    assert agreement_of("Выставка") == made
    assert Agreement.objects.filter(pk=made.pk).exists()


def test_an_agreement_a_person_chose_for_a_row_stays(agreement: Agreement, coordinator: Access) -> None:
    load((NAMED, "Выставка"), (NAMED, "Ярмарка"))
    other = Agreement.objects.create(title="Иное соглашение", kind=Agreement.Kind.AGREEMENT)
    Entry.objects.filter(cells__title="Ярмарка").update(agreement=other)
    taught = teach(lesson(NAMED, agreement), coordinator)
    assert (agreement_of("Выставка"), agreement_of("Ярмарка"), taught.rows) == (agreement, other, 1)
