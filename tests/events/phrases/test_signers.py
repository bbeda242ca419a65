"""Parties of documents by class; a document counts as its highest signer."""

import pytest

from events.phrases.meetings.signers import highest_signer, signer_of
from events.vocabulary import Signer


@pytest.mark.parametrize(
    ("party", "signer"),
    [
        ("Администрация Смоленской области", Signer.AUTHORITY),
        ("Министерство цифрового развития Смоленской области", Signer.AUTHORITY),
        ("Администрация свободной экономической зоны «Могилев»", Signer.AUTHORITY),
        ("Республика Беларусь", Signer.AUTHORITY),
        ("город федерального значения Санкт-Петербург", Signer.AUTHORITY),
        ("Администрация города Смоленска", Signer.MUNICIPALITY),
        ("Комитет по здравоохранению Минского городского исполнительного комитета", Signer.MUNICIPALITY),
        ("г. Улан-Батор", Signer.MUNICIPALITY),
        ("СОГБУДО «Детско-юношеский центр туризма, краеведения и спорта»", Signer.INSTITUTION),
        ("ГУДО «Витебский областной дворец детей и молодежи»", Signer.INSTITUTION),
        ("Смоленский государственный университет", Signer.INSTITUTION),
        ("ООО «Корпорация инвестиционного развития Смоленской области»", Signer.ENTERPRISE),
        ("Республиканское унитарное предприятие «Центр цифрового развития»", Signer.ENTERPRISE),
        ("российские компании-инвесторы", Signer.ENTERPRISE),
        ("Белорусская торгово-промышленная палата", Signer.ORGANISATION),
        ("стороны", None),
    ],
)
def test_a_party_is_told_by_its_words(party: str, signer: Signer | None) -> None:
    assert signer_of(party) == signer


def test_a_document_counts_as_its_highest_signer() -> None:
    assert highest_signer(["ООО «Вымысел»", "Правительство Псковской области"]) == Signer.AUTHORITY
    assert highest_signer([]) is None
