"""Coverage-guided fuzzing of one reader: make fuzz READER=docx SECONDS=3600

    python tests/fuzzing/fuzz.py {docx,xlsx,text,package} FOLDER [--seconds N]

FOLDER takes inputs that reached new code and, under `faults`, the first input of each kind of fault; the
kept corpus beside this file is read and not written. FOLDER/READER.json counts inputs and faults. It goes on
after a fault, and an input that takes longer than a second of processor time is one too. Needs atheris
(requirements-fuzzing.txt).
"""

import argparse
import json
import resource
import sys
import time
import traceback
from pathlib import Path

import atheris

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["importers", "events.phrases"], enable_loader_override=False):
    from tests.fuzzing.inputs import TARGETS, survives

SLOW = 1.0  # seconds of processor time
TELL_EVERY = 10.0  # seconds
LONGEST = 60_000  # bytes of an input


class Faults:
    """One file for each place a fault came from."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.seen: dict[str, int] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, where: str, data: bytes, told: str) -> None:
        self.seen[where] = self.seen.get(where, 0) + 1
        if self.seen[where] == 1:
            name = "".join(sign if sign.isalnum() else "-" for sign in where)
            (self.folder / f"{name}.input").write_bytes(data)
            (self.folder / f"{name}.txt").write_text(told)


def place_of(error: BaseException) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if str(ROOT) in frame.filename]
    last = frames[-1]
    return f"{type(error).__name__} {Path(last.filename).stem} {last.name} {last.lineno}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("reader", choices=TARGETS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=int, default=3600)
    given = parser.parse_args()
    found = given.folder / given.reader
    found.mkdir(parents=True, exist_ok=True)
    faults, counts = Faults(given.folder / "faults" / given.reader), {"inputs": 0, "recognised": 0}
    began = told = time.monotonic()

    def tell() -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        line = {
            "reader": given.reader,
            **counts,
            "seconds": round(time.monotonic() - began),
            "CPU seconds": round(used.ru_utime + used.ru_stime),
            "peak MB": used.ru_maxrss // 1024,
            "faults": faults.seen,
        }
        (given.folder / f"{given.reader}.json").write_text(json.dumps(line, ensure_ascii=False) + "\n")

    def one(data: bytes) -> None:
        nonlocal told
        counts["inputs"] += 1
        start = time.process_time()
        try:
            counts["recognised"] += survives(given.reader, data)
        except Exception as error:  # every kind is looked for
            faults.add(place_of(error), data, traceback.format_exc())
        took = time.process_time() - start
        if took > SLOW:
            faults.add("slow", data, f"{took:.1f} s")
        if time.monotonic() > told + TELL_EVERY:  # the fuzzer may be ended at any moment
            told = time.monotonic()
            tell()

    options = [
        f"-max_total_time={given.seconds}",
        f"-max_len={LONGEST}",
        "-timeout=600",  # by the clock; a busy machine is no fault
        "-report_slow_units=600",
        "-rss_limit_mb=2048",
        "-verbosity=0",
        f"-dict={HERE / 'words.dict'}",
    ]
    atheris.Setup([sys.argv[0], *options, str(found), str(HERE / "corpus" / given.reader)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
