"""The only place that runs LibreOffice: bytes of one format in, bytes of another out (no Django)."""

import logging
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from glob import glob
from pathlib import Path

logger = logging.getLogger(__name__)

_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)

# LibreOffice fetches linked pictures even when headless, so a document could make the server call any
# address. Links are blocked, and the proxy is set to a port where nothing listens.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
_ITEM = '<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Misc", "UseLocking", "false"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetFTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)
_FOLDER = "coopregistry-office-"
_LEFT_OVER = 60 * 60  # seconds; no conversion takes as long
_PASSED_VARIABLES = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE")


class OfficeError(Exception):
    """The document could not be converted."""


class OfficeMissing(OfficeError):
    """LibreOffice is not installed."""


class OfficeFailed(OfficeError):
    """LibreOffice wrote no file: the source is damaged, encrypted or of another format."""


class OfficeTimeout(OfficeError):
    """LibreOffice took too long and was killed."""


def find_office() -> str | None:
    """The program named by COOPREGISTRY_SOFFICE, or found on PATH or in a usual place."""
    named = os.environ.get("COOPREGISTRY_SOFFICE")
    if named:
        return shutil.which(named)
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    return next((place for pattern in _USUAL_PLACES for place in sorted(glob(pattern), reverse=True)), None)


def sweep() -> int:
    """Remove what conversions left behind that were killed with their process; the number of folders."""
    swept = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        with suppress(OSError):  # another process may sweep as well
            status = folder.lstat()
            is_ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid()
            if is_ours and status.st_mtime < time.time() - _LEFT_OVER:
                shutil.rmtree(folder)
                swept += 1
    if swept:
        logger.info("removed what %d killed conversions left behind", swept)
    return swept


def convert(data: bytes, suffix: str, to: str, *, timeout: float = 60) -> bytes:
    """Convert `data`, a file with the suffix «.doc», to the format «docx» or «pdf».

    `to` may name a filter as LibreOffice does: «txt:Text (encoded):UTF8». Each call has its own profile, so
    calls may run in parallel. Success is judged by the file: LibreOffice may exit with 0 and write none.
    """
    program = find_office()
    if program is None:
        logger.error("LibreOffice is not installed")
        raise OfficeMissing(
            "LibreOffice was not found: install the package libreoffice-writer (or libreoffice)"
        )
    started = time.monotonic()
    try:
        converted = _convert(program, data, suffix, to, timeout)
    except OfficeError as error:
        # The message may quote the document, so only its class is logged.
        logger.warning("%s: %s to %s, %d bytes", type(error).__name__, suffix, to, len(data))
        raise
    logger.info("converted %s to %s, %d bytes in %.1f s", suffix, to, len(data), time.monotonic() - started)
    return converted


def _convert(program: str, data: bytes, suffix: str, to: str, timeout: float) -> bytes:
    with tempfile.TemporaryDirectory(prefix=_FOLDER, ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        source = root / f"source.{suffix.lstrip('.')}"
        source.write_bytes(data)
        target = root / "out" / f"source.{to.partition(':')[0]}"
        _write_profile(root / "profile")
        output = _run(
            [
                program,
                f"-env:UserInstallation={(root / 'profile').as_uri()}",
                *("--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
                *("--convert-to", to, "--outdir", str(target.parent), str(source)),
            ],
            root,
            timeout,
        )
        try:
            converted = target.read_bytes()
        except FileNotFoundError:
            converted = b""
        if not converted:
            raise OfficeFailed(
                f"LibreOffice made no .{target.suffix.lstrip('.')} of the file: {output or 'it said nothing'}"
            )
        return converted


def _write_profile(folder: Path) -> None:
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")


def _run(command: list[str], root: Path, timeout: float) -> str:
    """Run in a new process group: killing only the script `soffice` would leave its children running."""
    environment = {name: os.environ[name] for name in _PASSED_VARIABLES if name in os.environ}
    environment |= {"HOME": str(root), "TMPDIR": str(root), "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    log = root / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired as late:
            raise OfficeTimeout(f"LibreOffice did not end within {timeout:g} s") from late
        finally:
            _kill_group(process)
    lines = log.read_text(encoding="utf-8", errors="replace").replace(f"{root}/", "").splitlines()
    return " ".join(line.strip() for line in lines if "javaldx" not in line)[-300:]  # Java is not needed here


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
