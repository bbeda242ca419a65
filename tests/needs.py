"""Marks of tests that need a program which may be absent."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from coopregistry.office import find_office

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
needs_gettext = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
needs_hunspell = pytest.mark.skipif(shutil.which("hunspell") is None, reason="hunspell is not installed")
needs_clamd = pytest.mark.skipif(
    not (shutil.which("clamd") or Path("/usr/sbin/clamd").exists()), reason="clamav-daemon is not installed"
)
# python-ldap is compiled: see requirements-ldap.txt
needs_slapd = pytest.mark.skipif(
    find_spec("ldap") is None or not (shutil.which("slapd") or Path("/usr/sbin/slapd").exists()),
    reason="slapd or python-ldap is not installed",
)
