"""Marks of tests that need a program which may be absent."""

import pytest

from coopregistry.office import find_office

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
