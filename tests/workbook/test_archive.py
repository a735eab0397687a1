"""The zip file behind a workbook: a part that comes in pieces is the same part."""

from __future__ import annotations

import io
import random
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from reporter.workbook.archive import Archive

BLOCK = 1 << 20


def archive(method: int) -> Archive:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        package.writestr("before.xml", b"<before/>" * 50)
        package.writestr("sheet.xml", b"<old/>")
        package.writestr("after.xml", b"<after/>" * 50)
    return Archive(file.getvalue(), Path("w.xlsx"))


def pieces_of(content: bytes, seed: int) -> list[bytes | memoryview]:
    chance = random.Random(seed)
    cuts = sorted(chance.randrange(len(content) + 1) for _ in range(20))
    ends = [0, *cuts, len(content)]
    return [memoryview(content)[start:end] for start, end in pairwise(ends)]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED], ids=["stored", "deflated"])
@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
def test_a_part_in_pieces_is_written_as_the_whole_part_would_be(size: int, method: int) -> None:
    old = archive(method)
    content = random.Random(size).randbytes(1 << 12) * (size // (1 << 12) + 1)
    content = content[:size]
    written = old.write({"sheet.xml": pieces_of(content, size)})
    assert written == old.write({"sheet.xml": content})
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert package.testzip() is None
        assert package.namelist() == ["before.xml", "sheet.xml", "after.xml"]
        assert package.read("sheet.xml") == content


def test_a_part_without_any_piece_is_empty() -> None:
    with zipfile.ZipFile(io.BytesIO(archive(zipfile.ZIP_DEFLATED).write({"sheet.xml": []}))) as package:
        assert package.read("sheet.xml") == b""
