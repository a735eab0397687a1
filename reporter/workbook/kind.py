"""Which kind of workbook a file is: Excel opens none whose name ends otherwise than what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reporter.model import WorkbookError
from reporter.workbook.archive import Content
from reporter.workbook.markup import Edit, attributes, escape, open_markup, set_attribute, splice
from reporter.workbook.package import CONTENT_TYPES, Package

_OPEN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MACROS = "application/vnd.ms-excel"

KINDS: Mapping[str, str] = {
    ".xlsx": f"{_OPEN}.sheet.main+xml",
    ".xltx": f"{_OPEN}.template.main+xml",
    ".xlsm": f"{_MACROS}.sheet.macroEnabled.main+xml",
    ".xltm": f"{_MACROS}.template.macroEnabled.main+xml",
}
"""How a name ends, and what the workbook part of such a file is declared to be."""


def made_for(
    package: Package, target: Path, replacements: Mapping[str, Content | None]
) -> Mapping[str, Content | None]:
    """The replacements with what must differ for the result to be opened under its name: the list of content types.

    A workbook that is made from a template (.xltx) is none itself.

    Args:
        package: The workbook as it was read.
        target: What the result is to be called.
        replacements: The parts that differ anyway, by name.

    Raises:
        WorkbookError: The workbook may hold macros, and a file of that name must not.
    """
    found, wanted = package.content_type(package.workbook), KINDS.get(target.suffix.casefold())
    if wanted is None or found == wanted or found not in KINDS.values():
        return replacements
    if found.startswith(_MACROS) and not wanted.startswith(_MACROS):
        raise WorkbookError(
            f"it is a workbook with macros, and Excel opens none that ends in {target.suffix}",
            file=package.file,
            hint="Save it in Excel without macros (as .xlsx), or let the name of the result end in .xlsm",
        )
    types = package.name(CONTENT_TYPES) or CONTENT_TYPES
    changed = replacements.get(types)
    data = changed if isinstance(changed, bytes) else package.read(types)
    return {**replacements, types: _declared(package, types, data, wanted)}


def _declared(package: Package, types: str, data: bytes, wanted: str) -> bytes:
    """The list of content types with another type of the workbook part."""
    part = package.workbook.lstrip("/").lower()
    markup = open_markup(data, package.file, types)
    for node in markup.nodes("Override"):
        tag = markup.tag(node)
        if attributes(tag).get("PartName", "").lstrip("/").lower() == part:
            return splice(data, [Edit(node.start, node.content, set_attribute(tag, "ContentType", wanted))])
    end = next(markup.nodes("Types")).content_end
    entry = f'<{markup.prefix.decode()}Override PartName="/{escape(package.workbook)}" ContentType="{wanted}"/>'
    return splice(data, [Edit(end, end, entry.encode())])
