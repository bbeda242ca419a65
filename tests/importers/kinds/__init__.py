"""Kinds of what offices write, with the right answer of each example: `python -m tests.importers.kinds.page`
writes docs/reading.md from them, test_kinds runs them."""

from .counts import COUNTS
from .dates import DATES
from .documents import DOCUMENTS
from .partners import PARTNERS
from .results import RESULTS

KINDS = (*DOCUMENTS, *PARTNERS, *COUNTS, *RESULTS, *DATES)
