"""The public door: an edited report and a new draft in, the report brought up to date out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from reporter.drafting.memory import Memory, memory_part, remembered, sealed, to_xml, untouched
from reporter.drafting.updating.changes import DEL, INS, Pen
from reporter.drafting.updating.merge import Merge
from reporter.drafting.updating.news import Updated
from reporter.drafting.updating.wordfile import WordFile
from reporter.drafting.wordxml import BOOKMARK_END, BOOKMARK_START, ID, W
from reporter.model import UsageError

_NUMBERED = (INS, DEL, BOOKMARK_START, BOOKMARK_END, f"{W}moveFrom", f"{W}moveTo", f"{W}rPrChange", f"{W}pPrChange")


def update(
    content: bytes, file: Path, draft: bytes, *, shown: Collection[str], today: date, tracked: bool = False
) -> Updated:
    """A Word report that people may have edited, with the facts of a new draft. Writes no file.

    Args:
        content: The report's bytes.
        file: Its path, for messages.
        draft: The new draft's bytes, made with the same template.
        shown: IDs of the reports, obligations and resolutions that the draft was made from.
        today: Day of the tracked changes.
        tracked: Whether the new facts come in as tracked changes.

    Raises:
        UsageError: The file is no Word document, was not drafted by the program, or is another report.
    """
    old, new = WordFile(content, file), WordFile(draft, file)
    before, now = remembered(old.parts), remembered(new.parts)
    if before is None or now is None:
        raise UsageError(
            "the document does not remember what was drafted into it, so that nobody's words could be told from the "
            "program's",
            file=file,
            hint="Draft into another folder, and copy from there what is new.",
        )
    if before.of != now.of:
        raise UsageError(
            f"this is another report: it was drafted as {before.of!r}, and {now.of!r} was asked for",
            file=file,
            hint="Name the same body, year, template and language as when it was drafted.",
        )
    was_untouched = untouched(old.parts)
    merge = Merge(old, new, before, now, shown, _pen(old, today), tracked=tracked)
    merge.run()
    if not merge.changed and merge.regions == before.regions:
        return Updated(content, tuple(merge.news))
    name = memory_part(old.parts) or ""
    old.parts[name] = to_xml(Memory(now.of, "", merge.regions))
    return Updated(_written(old, seal=was_untouched, document=merge.changed), tuple(merge.news))


def _written(file: WordFile, *, seal: bool, document: bool) -> bytes:
    if document:
        file.put_document()
    if seal:
        # Nobody edited it before, so all that is in it is the program's still.
        file.parts.update(sealed(file.parts))
    return file.write()


def _pen(file: WordFile, today: date) -> Pen:
    numbers = [int(one.get(ID)) for one in file.document.iter(*_NUMBERED) if (one.get(ID) or "").isdecimal()]
    return Pen(today, max(numbers, default=0))
