"""Regions and towns abroad named by their executive body, and towns things were sent to."""

import pytest

from agreements.names.gazetteer import Gazetteer
from events.phrases.counted_partners import lists
from events.phrases.partners import read_partners
from events.vocabulary import Kind, Role


@pytest.mark.parametrize(
    ("agreement", "regions"),
    [
        (
            "Соглашение между Правительством Тульской области и акиматом Актюбинской области о торговле",
            ["Актюбинская область"],
        ),
        ("Соглашение Правительства Тульской области и Гродненского облисполкома", ["Гродненская область"]),
        ("Соглашение Правительства РК и Минского облисполкома", ["Минская область"]),
        ("Договор о дружбе г. Тулы и Солигорского райисполкома", ["Минская область"]),
        (
            "Соглашение Администрации г. Пензы и Брестского городского исполнительного комитета",
            ["Брестская область"],
        ),
        ("Меморандум между Минсельхозом и хокимиятом Ферганской области", ["Ферганская область"]),
        (
            "Соглашение между Правительством Тульской области и Народным правительством АРВМ КНР",
            ["Внутренняя Монголия"],
        ),
    ],
)
def test_a_body_abroad_names_its_region(gazetteer: Gazetteer, agreement: str, regions: list[str]) -> None:
    partners = read_partners(Kind.AGREEMENTS_REPORT, {Role.AGREEMENT: agreement}, gazetteer)
    assert lists(partners, gazetteer)[2] == regions


def test_an_adjective_without_a_body_is_no_party(gazetteer: Gazetteer) -> None:
    agreement = "Соглашение Правительства Тульской области и Гродненского завода"
    partners = read_partners(Kind.AGREEMENTS_REPORT, {Role.AGREEMENT: agreement}, gazetteer)
    assert lists(partners, gazetteer) == (["Тульская область"], [], [])


@pytest.mark.parametrize(
    ("content", "countries", "regions"),
    [
        ("В Алматы отправлено 50 книг", ["Казахстан"], ["Алматы"]),
        ("Направлены письма в г. Минск", ["Беларусь"], ["Минск"]),
        ("В Хайлар были переданы маски", ["Китай"], ["Внутренняя Монголия"]),
        ("Сборник рассказов о Минске отправлен авторам", [], []),
        ("В Курск отправлено 50 книг", [], []),
        ("Документы направлены в Посольство России в Минске", [], []),
    ],
)
def test_a_town_abroad_that_things_went_to_counts(
    gazetteer: Gazetteer, content: str, countries: list[str], regions: list[str]
) -> None:
    cells = {Role.TITLE: "Обмен изданиями", Role.PLACE: "почта", Role.CONTENT: content}
    partners = read_partners(Kind.INTERNATIONAL_REPORT, cells, gazetteer)
    assert lists(partners, gazetteer) == ([], countries, regions)
