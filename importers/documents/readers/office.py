"""Older and foreign formats, converted by LibreOffice into one that is read here."""

import logging

from coopregistry.office import OfficeFailed, OfficeMissing, OfficeTimeout, convert, find_office

from .guard import Package, is_zip
from .refusals import refusal

PACKAGES = {"docx": "libreoffice-writer", "xlsx": "libreoffice-calc"}
TIMEOUT = 60  # seconds

logger = logging.getLogger(__name__)


def is_installed() -> bool:
    return find_office() is not None


def converted(data: bytes, suffix: str, to: str) -> bytes:
    """The document as `to`. Zipped formats pass the guards first: LibreOffice has none of its own."""
    if is_zip(data):
        Package(data).check_rest()
    try:
        return convert(data, suffix, to, timeout=TIMEOUT)
    except OfficeMissing as error:
        raise refusal("converter-missing", found=suffix, expected=PACKAGES[to]) from error
    except OfficeTimeout as error:
        logger.warning(
            "LibreOffice: no .%s from a .%s of %s bytes within %s s", to, suffix, len(data), TIMEOUT
        )
        raise refusal("converter-timeout", found=suffix, expected=f"{TIMEOUT} s") from error
    except OfficeFailed as error:
        logger.warning("LibreOffice: no .%s from a .%s of %s bytes", to, suffix, len(data))
        raise refusal("converter-failed", found=suffix) from error
