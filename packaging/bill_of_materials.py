"""Adds what is no Python package to a CycloneDX list of them: `bill_of_materials.py PYTHON.json ALL.json`."""

import argparse
import base64
import json
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "static" / "vendor" / "manifest.json"
# What agreements/reference/SOURCES.md and maps/ name: facts taken from it are in our own files.
DATA = (("GeoNames", "CC-BY-4.0"), ("Unicode CLDR", "Unicode-DFS-2016"))

STATED = {"pyrage": "MIT"}  # in the package's licence file, not in its metadata


def browser_files() -> list[Component]:
    """The packages whose files are kept here unmodified, those of tests left out."""
    packages = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return [_package(package) for package in packages if not package["folder"].startswith("tests/")]


def _package(package: dict[str, Any]) -> Component:
    group, _slash, name = package["package"].rpartition("/")
    digest = base64.b64decode(package["integrity"].removeprefix("sha512-")).hex()
    return Component(
        name=name,
        group=group or None,
        version=package["version"],
        type=ComponentType.LIBRARY,
        purl=PackageURL("npm", group or None, name, package["version"]),
        bom_ref=f"npm:{package['package']}",
        licenses=[LicenseFactory().make_from_string(package["licence"])],
        hashes=[HashType(alg=HashAlgorithm.SHA_512, content=digest)],
    )


def data() -> list[Component]:
    return [
        Component(
            name=name,
            type=ComponentType.DATA,
            bom_ref=f"data:{name}",
            licenses=[LicenseFactory().make_from_string(licence)],
        )
        for name, licence in DATA
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", type=Path)
    parser.add_argument("whole", type=Path)
    given = parser.parse_args()
    bom = Bom.from_json(json.loads(given.python.read_text(encoding="utf-8")))
    for component in bom.components:
        if component.name in STATED and not component.licenses:
            component.licenses = [LicenseFactory().make_from_string(STATED[component.name])]
    bom.components.update([*browser_files(), *data()])
    writer = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6)
    writer.output_to_file(str(given.whole), allow_overwrite=True, indent=2)
    unlicensed = [component.name for component in bom.components if not component.licenses]
    print(f"{len(bom.components)} components" + (f", without a licence: {unlicensed}" if unlicensed else ""))


if __name__ == "__main__":
    main()
