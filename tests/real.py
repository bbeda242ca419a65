"""The five real documents: they lie beside the repository and never in it."""

from pathlib import Path

import pytest

REAL = Path(__file__).resolve().parents[2] / "shared" / "documents"

needs_real = pytest.mark.skipif(not REAL.is_dir(), reason=f"the real documents are not at {REAL}")
