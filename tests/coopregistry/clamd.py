"""A real clamd that knows one bad file."""

import hashlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coopregistry.scanning import ScannerAddress

CLAMD = shutil.which("clamd") or "/usr/sbin/clamd"
BAD = b"A file of the tests that harms nobody and is known to their scanner as bad.\n" * 4
LARGEST = 1024 * 1024  # bytes
_PATIENCE = 120  # seconds

_CONFIGURATION = """
Foreground yes
DatabaseDirectory {folder}/signatures
LocalSocket {folder}/clamd.ctl
StreamMaxLength {largest}
"""


@contextmanager
def clamd(folder: Path) -> Iterator[ScannerAddress]:
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "tests.hdb").write_text(f"{hashlib.md5(BAD).hexdigest()}:{len(BAD)}:Tests.Bad\n")
    configuration = folder / "clamd.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder, largest=LARGEST))
    address = folder / "clamd.ctl"
    log = (folder / "log").open("wb")
    server = subprocess.Popen([CLAMD, "--config-file", configuration], stdout=log, stderr=log)
    try:
        for _moment in range(_PATIENCE * 20):
            if address.exists() or server.poll() is not None:
                break
            time.sleep(0.05)
        assert address.exists(), (folder / "log").read_text()
        yield ScannerAddress(path=str(address))
    finally:
        server.terminate()
        server.wait()
        log.close()
