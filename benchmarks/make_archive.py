"""Writes an archive of invented plans and reports of ten years, the same bytes for the same arguments.

python benchmarks/make_archive.py FOLDER [--years 10] [--first-year 2015] [--seed 1]

Beside FOLDER stands FOLDER.json: what is right to read in each file, row by row, and what must be refused.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.archive.make import write_archive


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--first-year", type=int, default=2015)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    truth = write_archive(given.folder, seed=given.seed, first_year=given.first_year, years=given.years)
    rows = sum(len(one["rows"]) for one in truth["files"].values())
    print(f"{len(truth['files'])} documents, {rows} rows, {len(truth['refused'])} files to be refused")


if __name__ == "__main__":
    main()
