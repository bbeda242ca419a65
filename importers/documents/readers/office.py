"""Older and foreign formats, rewritten by LibreOffice into one that is read here."""

from coopregistry.office import OfficeFailed, OfficeMissing, OfficeTimeout, convert, find_office

from .guard import Package, is_zip
from .refusals import refusal

PACKAGES = {"docx": "libreoffice-writer", "xlsx": "libreoffice-calc"}
TIMEOUT = 60


def is_there() -> bool:
    return find_office() is not None


def rewritten(data: bytes, suffix: str, to: str) -> bytes:
    """The document as `to`. Zipped formats pass the guards first: the converter has none of its own."""
    if is_zip(data):
        Package(data).check_rest()
    try:
        return convert(data, suffix, to, timeout=TIMEOUT)
    except OfficeMissing as error:
        raise refusal("converter-missing", found=suffix, expected=PACKAGES[to]) from error
    except OfficeTimeout as error:
        raise refusal("converter-timeout", found=suffix, expected=f"{TIMEOUT} s") from error
    except OfficeFailed as error:
        raise refusal("converter-failed", found=suffix) from error
