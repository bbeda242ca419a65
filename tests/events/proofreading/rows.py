"""Rows and documents to be proof-read, made of cells alone."""

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.values import read_values
from events.proofreading.document import ProofDocument, ProofRow
from events.vocabulary import Kind, Role

PLAN, REPORT = Kind.INTERREGIONAL_PLAN, Kind.INTERNATIONAL_REPORT
PERIOD = Period.parse("2024-Q2")


def row(gazetteer: Gazetteer, kind: Kind = REPORT, section: int | None = None, **texts: str) -> ProofRow:
    cells = {Role(name): text for name, text in texts.items()}
    return ProofRow(
        number=None, section=section, cells=cells, values=read_values(kind, PERIOD, cells, gazetteer)
    )


def document(*rows: ProofRow, kind: Kind = REPORT, title: str = "Отчет", **said: object) -> ProofDocument:
    columns = tuple(dict.fromkeys(role for one in rows for role in one.cells))
    return ProofDocument(kind=kind, period=PERIOD, title=title, columns=columns, rows=rows, **said)
