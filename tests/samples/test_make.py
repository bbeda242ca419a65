"""The committed sample documents are those their script writes, and are read whole."""

import io
import zipfile
from pathlib import Path

import pytest

from events.period import Period
from events.phrases.dates import read_dates
from events.phrases.periods import read_period
from samples.make import FOLDER, SAMPLES, made
from samples.model import Sample


def members(data: bytes) -> dict[str, bytes]:
    """Unpacked: deflated bytes differ between builds of zlib."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.path)
def test_committed_document_is_what_the_script_makes(sample: Sample) -> None:
    committed = (FOLDER / sample.path).read_bytes()
    if sample.path.endswith(".txt"):
        assert committed == made(sample)
    else:
        assert members(committed) == members(made(sample))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.path)
def test_making_twice_gives_the_same_bytes(sample: Sample) -> None:
    assert made(sample) == made(sample)


def test_no_other_document_lies_among_the_samples() -> None:
    there = {path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*") if path.suffix != ".pyc"}
    assert there == {sample.path for sample in SAMPLES}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.path)
def test_every_date_of_a_sample_is_read(sample: Sample) -> None:
    period = read_period(" ".join(sample.title)) or Period.parse(Path(sample.path).stem[-7:])
    column = next(at for at, heading in enumerate(sample.headings) if heading.startswith("Сроки")) - 1
    for section in sample.content:
        for row in section.rows:
            assert read_dates(row[column], period) is not None, row[column]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.path)
def test_every_row_of_a_sample_is_whole(sample: Sample) -> None:
    rows = [row for section in sample.content for row in section.rows]
    assert len(rows) >= 8
    assert {len(row) for row in rows} == {len(sample.headings) - 1}
    assert all(cell == cell.strip() and cell for row in rows for cell in row)
