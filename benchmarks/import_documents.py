"""Measures importing documents as a whole process, database included, against the limit.

python benchmarks/import_documents.py PATH… [--limit SECONDS] [--runs N]
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--limit", type=float, default=5.0, help="seconds")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    seconds = [_run(options.paths) for _turn in range(options.runs)]
    median = statistics.median(seconds)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'import_documents, whole process':<40}{median:8.2f} s   limit {options.limit:.2f} s")
    print(f"{'of':<40}{min(seconds):8.2f} … {max(seconds):.2f} s, peak {peak:.0f} MB")
    return int(median > options.limit)


def _run(paths: list[Path]) -> float:
    """One import into an empty migrated database."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}
        manage = [sys.executable, str(ROOT / "manage.py")]
        subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
        command = [*manage, "import_documents", *(str(path.resolve()) for path in paths), "--json"]
        began = time.perf_counter()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
