"""Are the vendored files those of their packages? `python -m tests.vendored [--online]`: with --online each
package is fetched by the npm client and compared with what is kept here."""

import argparse
import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "static" / "vendor" / "manifest.json"
FOLDERS = (ROOT / "static" / "vendor", ROOT / "tests" / "browser" / "vendor", ROOT / "maps" / "vendor")

Package = dict[str, Any]


def packages() -> list[Package]:
    return json.loads(MANIFEST.read_text(encoding="utf-8"))


def differences() -> Iterator[str]:
    """Files that are changed, missing, or not in the manifest."""
    listed = {MANIFEST}
    for package in packages():
        for file in package["files"]:
            path = ROOT / package["folder"] / file["file"]
            listed.add(path)
            if not path.is_file():
                yield f"{path.relative_to(ROOT)} is missing"
            elif _sha256(path.read_bytes()) != file["sha256"]:
                yield f"{path.relative_to(ROOT)} is not the file of {package['package']}"
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path not in listed:
                yield f"{path.relative_to(ROOT)} is not in the manifest"


def differences_online(package: Package) -> Iterator[str]:
    name = f"{package['package']}@{package['version']}"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", "--pack-destination", folder, name], check=True, capture_output=True
        )
        (tarball,) = Path(folder).glob("*.tgz")
        digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
        if f"sha512-{digest}" != package["integrity"]:
            yield f"{name}: the tarball is another one"
        with tarfile.open(tarball) as archive:
            for file in package["files"]:
                source = archive.extractfile(f"package/{file['source']}")
                if source is None or _sha256(source.read()) != file["sha256"]:
                    yield f"{name}: {file['source']} differs"


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--online", action="store_true", help="compare with the packages themselves")
    found = list(differences())
    if parser.parse_args().online:
        if shutil.which("npm") is None:
            parser.error("--online needs the npm client")
        for package in packages():
            found += differences_online(package)
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
