"""Cases that went wrong once, with their right answers: they lie beside the repository and never in it."""

from pathlib import Path

import pytest

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases"

needs_cases = pytest.mark.skipif(not CASES.is_dir(), reason=f"the cases are not at {CASES}")


def case(name: str) -> Path:
    """The one document of `reading/` whose name begins so."""
    (path,) = CASES.glob(f"reading/{name}_*.docx")
    return path
