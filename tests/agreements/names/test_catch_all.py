"""Partners named all at once."""

import pytest

from agreements.names.catch_all import CatchAll, all_subjects


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Субъекты Российской Федерации", CatchAll("Субъекты Российской Федерации", False)),
        ("Все субъекты РФ", CatchAll("Все субъекты РФ", False)),
        ("субъекты РФ", CatchAll("субъекты РФ", False)),
        ("Регионы России", CatchAll("Регионы России", False)),
        ("Все регионы", CatchAll("Все регионы", False)),
        ("Cубъекты\u00a0Российской\nФедерации", CatchAll("Cубъекты\u00a0Российской\nФедерации", False)),
        ("Субъекты РФ (по согласованию)", CatchAll("Субъекты РФ", False)),
        ("Субъекты РФ, Республика Беларусь", CatchAll("Субъекты РФ", False)),
        ("Брянская область и другие субъекты РФ", CatchAll("другие субъекты РФ", False)),
        ("Субъекты уточняются", CatchAll("Субъекты уточняются", True)),
        ("Субъект будет определен позднее", CatchAll("Субъект будет определен позднее", True)),
        ("Российские регионы", CatchAll("Российские регионы", False)),
        ("Определяется", CatchAll("Определяется", True, anybody=False)),
        ("уточняется", CatchAll("уточняется", True, anybody=False)),
        ("Партнер будет определен", CatchAll("Партнер будет определен", True, anybody=False)),
        (
            "Субъекты будут определены в зависимости от результатов \nI этапа конкурса",
            CatchAll("Субъекты будут определены в зависимости от результатов \nI этапа конкурса", True),
        ),
        ("Субъекты РФ: Брянская, Калужская области", None),
        ("Субъекты РФ, входящие в ЦФО", None),
        ("Субъекты Центрального федерального округа", None),
        ("Субъекты", None),
        ("Брянская область", None),
        ("Российская Федерация", None),
        ("", None),
    ],
)
def test_all_subjects_tells_everybody_from_a_list(text: str, expected: CatchAll | None) -> None:
    assert all_subjects(text) == expected
