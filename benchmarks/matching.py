"""Matching a plan with its reports, and repeats in an archive, beside rapidfuzz on all pairs.

python benchmarks/matching.py [--rows 5000 15000 50000] [--baseline 2000 4000]
CPU seconds; exits 1 where a limit is passed.
"""

import argparse
import itertools
import math
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rapidfuzz import fuzz, process

from events.matching import lemmas
from events.matching.matcher import match
from events.matching.repeats import find_repeats
from events.matching.rows import MatchClass, Row
from events.period import Period
from events.vocabulary import Kind, Precision

PLANNED, REPORTED = 300, 600
MAX_SECONDS = 2.0  # for a plan with its reports, words lemmatised for the first time
MAX_EXPONENT = 1.15
ROWS_A_YEAR, FIRST_YEAR = 5_000, 2015  # an archive grows by years, not within one
TOLD_TWICE = 0.1  # of reported rows
PARTNERS, DEPARTMENTS = 90, 15

WHAT = (
    "Выставка", "Ярмарка", "Форум", "Научно-практическая конференция", "Семинар", "Круглый стол", "Фестиваль",
    "Конкурс", "Турнир", "Концерт", "Рабочая встреча", "Бизнес-миссия", "Прием делегации", "Обмен опытом",
)  # fmt: skip
WHOSE = (
    "молодых педагогов", "народных мастеров", "библиотек", "сельских товаропроизводителей", "музеев",
    "лесных хозяйств", "ветеринарных служб", "архивов", "спортивных школ", "экспортеров", "краеведов",
    "студенческих отрядов", "художников", "строителей", "медицинских работников", "добровольцев",
)  # fmt: skip
ABOUT = (
    "по вопросам цифрового развития", "по сохранению народных промыслов", "о приграничной торговле",
    "о развитии промышленной кооперации", "по охране окружающей среды", "о поддержке семьи и детства",
    "по подготовке кадров", "по развитию внутреннего туризма", "о благоустройстве городов",
    "по изучению родного края", "по безопасности дорожного движения", "о переработке льна",
)  # fmt: skip
SYLLABLES = ("лад", "рос", "вер", "зор", "мир", "сол", "гра", "бор", "яр", "нив", "кра", "дол", "вес", "тор")
TOWNS = ("Брянск", "Калуга", "Тверь", "Минск", "Витебск", "Могилев", "Москва", "Тула", "Псков", "Смоленск")


class Measured(NamedTuple):
    rows: int
    seconds: float


def reported_rows(count: int, seed: int = 1) -> list[Row]:
    """Of as many years as they fill; a tenth told again by another department in another report."""
    chance = random.Random(seed)
    rows: list[Row] = []
    while len(rows) < count:
        day = date(FIRST_YEAR, 1, 1) + timedelta(days=365 * len(rows) // ROWS_A_YEAR)
        row = _row(chance, len(rows), day)
        rows.append(row)
        if chance.random() < TOLD_TWICE and len(rows) < count:
            key = len(rows)
            rows.append(
                replace(row, key=key, event=key, report=-row.report, departments=frozenset({-1}), number=None)
            )
    return rows


def _row(chance: random.Random, key: int, start: date) -> Row:
    name = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
    title = f"{chance.choice(WHAT)} {chance.choice(WHOSE)} {chance.choice(ABOUT)} «{name}»"
    partners = frozenset(chance.choices(range(PARTNERS), k=chance.choice((1, 1, 1, 2, 3))))
    period = Period(start.year, f"Q{(start.month + 2) // 3}")
    return Row(
        key=key,
        event=key,
        kind=Kind.INTERREGIONAL_REPORT,
        period=period,
        report=period.year * 4 + int(period.part[1]),
        title=title,
        dates=f"{start:%d.%m.%Y}",
        place=f"г. {chance.choice(TOWNS)}",
        content=" ".join(chance.choices(ABOUT, k=4)),
        people=chance.choice(WHOSE),
        start=start,
        end=start + timedelta(days=chance.choice((0, 0, 1, 3))),
        precision=Precision.DAY,
        partners=partners,
        territories=partners,
        departments=frozenset({chance.randrange(DEPARTMENTS)}),
        spheres=frozenset(),
        participants=chance.choice((None, chance.randint(5, 900))),
        agreement=None,
        number=key,
    )


def planned_rows(reported: Sequence[Row], count: int, seed: int = 2) -> list[Row]:
    """As a plan speaks of the same events: a shorter title, «март» for the day."""
    chance = random.Random(seed)
    plans = []
    for row in sorted(chance.sample(reported, count), key=lambda row: row.key):
        first = row.start.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        what, *rest = row.title.split(" ")
        plans.append(
            replace(
                row,
                key=-row.key - 1,
                event=-row.key - 1,
                kind=Kind.INTERREGIONAL_PLAN,
                report=0,
                title=" ".join([f"О проведении мероприятия «{what}»", *rest[2:]]),
                dates=f"{first:%m.%Y}",
                start=first,
                end=last,
                precision=Precision.MONTH,
                participants=None,
            )
        )
    return plans


def timed(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def all_pairs(rows: Sequence[Row]) -> None:
    """The plain way: the titles of all rows, each with each, by likeness of letters."""
    texts = [row.title for row in rows]
    for index, text in enumerate(texts):
        process.extract(text, texts[index + 1 :], scorer=fuzz.token_sort_ratio, score_cutoff=85, limit=3)


def exponent(first: Measured, last: Measured) -> float:
    return math.log(last.seconds / first.seconds) / math.log(last.rows / first.rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[5_000, 15_000, 50_000])
    parser.add_argument("--baseline", type=int, nargs="+", default=[2_000, 4_000])
    arguments = parser.parse_args()

    quarter = [replace(row, report=1, period=Period(FIRST_YEAR, "Q1")) for row in reported_rows(REPORTED)]
    plan = planned_rows(quarter, PLANNED)
    lemmas.look_up.cache_clear()
    began = time.process_time()
    found = match(plan, quarter)
    seconds = time.process_time() - began
    right = sum(one.b == -one.a - 1 for one in found if one.klass is MatchClass.SURE)
    print(
        f"plan of {PLANNED} with {REPORTED} reported rows: {seconds:.2f} s (limit {MAX_SECONDS}); "
        f"{right} sure and right"
    )
    failed = seconds > MAX_SECONDS

    measured = []
    for count in arguments.rows:
        rows = reported_rows(count)
        lemmas.look_up.cache_clear()
        measured.append(Measured(count, timed(lambda rows=rows: find_repeats(rows))))
        print(f"repeats among {count:>6} rows: {measured[-1].seconds:7.2f} s")
    growth = exponent(measured[0], measured[-1])
    print(f"grows with the power {growth:.2f} of the rows (limit {MAX_EXPONENT})")
    failed |= growth > MAX_EXPONENT

    plain = []
    for count in arguments.baseline:
        rows = reported_rows(count)
        plain.append(Measured(count, timed(lambda rows=rows: all_pairs(rows))))
    for one in plain:
        print(f"rapidfuzz, all pairs, {one.rows:>6} rows: {one.seconds:7.2f} s")
    for one, other in itertools.pairwise(plain):
        print(f"grows with the power {exponent(one, other):.2f}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
