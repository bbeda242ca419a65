"""The same rows give the same scores in every process: sums do not depend on the order of sets of words."""

import os
import subprocess
import sys
from itertools import product

from events.matching.matcher import match
from events.matching.repeats import find_repeats
from events.matching.rows import Row

from .world import BRYANSK, KALUGA, TVER, days, plan, row

_WHAT = ("Межрегиональный фестиваль ремесел и народной музыки", "Открытый конкурс чтецов и сказителей")
_ABOUT = ("памяти земляков-музыкантов", "«Живое слово родного края»", "юных кузнецов, гончаров и ткачей")


def rows() -> tuple[list[Row], list[Row]]:
    titles = [f"{what} {about}" for what, about in product(_WHAT, _ABOUT)]
    partners = (BRYANSK, KALUGA, TVER)
    told = [
        row(f"{title} с мастер-классами", partners[number % 2], **days("2025-05-20"))
        for number, title in enumerate(titles)
    ]
    planned = [plan(title, partners[number % 3], **days("2025-05-18")) for number, title in enumerate(titles)]
    return planned, told


def scored() -> str:
    planned, told = rows()
    proposals = [*match(planned, told), *find_repeats([*planned, *told])]
    return repr([(one.score.hex(), one.reasons, one.against) for one in proposals])


def in_a_process(seed: int) -> str:
    source = "from tests.events.matching.test_same_scores import scored; print(scored())"
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    return subprocess.run(
        [sys.executable, "-c", source], env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_no_order_of_words_tells():
    found = {in_a_process(seed) for seed in range(1, 5)}

    assert len(found) == 1
    assert found.pop().count("Reason") > len(_WHAT) * len(_ABOUT)
