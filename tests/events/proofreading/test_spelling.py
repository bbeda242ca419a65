"""Spelling: what two dictionaries and the registry do not know and one sign would put right."""

import subprocess

import pytest

from events.proofreading import spelling
from events.proofreading.spelling import misspelt, name_stems
from tests.needs import needs_hunspell

NAMES = name_stems(["Кардымовский район", "Войновщина"])


@needs_hunspell
@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("участие в мероприятиии", "мероприятиии", "мероприятии"),
        ("Министерсво культуры", "Министерсво", "Министерство"),
        ("прошел форум. Подписанно соглашение", "Подписанно", "Подписано"),
        ("втечение квартала", "втечение", "в течение"),
        ("сотрудничетсво регионов", "сотрудничетсво", "сотрудничество"),
    ],
)
def test_a_misspelt_word_is_named_with_the_right_one(text: str, wrong: str, right: str) -> None:
    assert misspelt([text], NAMES) == {wrong: right}


@needs_hunspell
@pytest.mark.parametrize(
    "text",
    [
        "сельскохозяйственные, научно-практическая, видеоконференц-связь",
        "встреча с Кардымовым, кардымовская делегация, в Войновщине",
        "директор Лукашевич и Гапеева",  # names of people
        "воркшоп и хакатон",  # nothing is like them
        "респ. и админ. центр",
        "мастер-класс «Дажынкі»",
        "сель\u00adско\u00adхозяйственный",
        "краудлендинг, краудлендинга, краудлендингом, краудлендинге",
    ],
)
def test_names_terms_and_short_forms_are_let_alone(text: str) -> None:
    assert misspelt([text], NAMES) == {}


def test_nothing_is_misspelt_where_no_dictionary_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_PROGRAM", "no-such-program")
    spelling.forget()
    assert misspelt(["участие в мероприятиии"], NAMES) == {}
    assert not spelling.is_installed()
    spelling.forget()


@needs_hunspell
def test_known_words_ask_the_program_nothing_and_unknown_ones_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    real = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *said, **more: calls.append(said) or real(*said, **more))
    spelling.forget()
    misspelt(["Прошла встреча представителей министерств"], NAMES)
    assert calls == []
    for _time in range(2):
        misspelt(["участие в мероприятиии"], NAMES)
    assert len(calls) == 1
