"""The generated archive on which loading many files is measured."""

import json
from pathlib import Path

from benchmarks.archive.documents import Archive
from benchmarks.archive.make import write_archive
from events.vocabulary import Kind
from importers.documents.layouts import recognise
from importers.documents.readers import read
from samples.make import made


def test_the_same_arguments_give_the_same_archive(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_archive(tmp_path / name, seed=3, years=1)
    one, other = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("one", "other")
    )
    assert one == other
    assert (tmp_path / "one.json").read_text() == (tmp_path / "other.json").read_text()
    right = json.loads((tmp_path / "one.json").read_text())
    assert set(right["files"]) <= {path.as_posix() for path in one}


def test_a_year_has_twenty_documents_of_every_kind() -> None:
    documents = list(Archive(seed=1, first_year=2016, years=3).documents())
    assert len(documents) == 60
    assert {document.kind for document in documents} == set(Kind)
    assert {document.period.part for document in documents} >= {"", "H1", "H2", "Q1", "Q2", "Q3", "Q4"}


def test_documents_say_what_they_are_and_hold_their_rows() -> None:
    for document in Archive(seed=2, first_year=2019, years=1).documents():
        found = recognise(read(made(document.sample), document.sample.path), None)
        assert found.kind in (document.kind, None), document.sample.path
        assert (found.period, len(found.rows)) == (document.period, len(document.rows)), document.sample.path
