"""ISO 20022's own schemas, which are not ours to keep: from the package `sepaxml`, or a folder that is named."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree


def schema(name: str) -> etree.XMLSchema:
    """The schema of a message, such as `pain.001.001.09`; the test is skipped where nobody has it.

    ISO20022_SCHEMAS names a folder with the files of https://www.iso20022.org/iso-20022-message-definitions.
    """
    folders = [Path(os.environ["ISO20022_SCHEMAS"])] if os.environ.get("ISO20022_SCHEMAS") else []
    package = find_spec("sepaxml")
    if package is not None and package.origin:
        folders.append(Path(package.origin).parent / "schemas")
    for folder in folders:
        if (folder / f"{name}.xsd").is_file():
            return etree.XMLSchema(etree.parse(folder / f"{name}.xsd"))
    pytest.skip(f"{name}.xsd is not here: install sepaxml, or name its folder in ISO20022_SCHEMAS")
