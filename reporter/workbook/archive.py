"""The zip file behind a workbook, entry by entry: what is not replaced is copied as it lies in the file."""

from __future__ import annotations

import struct
import zlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reporter.model import WorkbookError

MAX_TOTAL = 1 << 30
"""Bytes that a workbook may hold after decompression, all parts together."""

MAX_RATIO = 400
"""How much smaller than its content a part may be stored; sheets of real workbooks stay below 100."""

_LEVEL = 3
"""Below the usual 6: a sheet becomes a seventh larger, and is packed in less than half the time."""
_BLOCK = 1 << 20
_MOST_AT_WORK = 16
"""Blocks that wait for a processor or are with one."""
_WINDOW = 1 << 15
_RATIO_MATTERS_FROM = 1 << 25
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_ENCRYPTED, _DESCRIPTOR = 0x1, 0x8
_STORED, _DEFLATED = 0, 8
_ZIP64_EXTRA = 1
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")

Pieces = Sequence[bytes | memoryview]
Content = bytes | Pieces
"""What a part holds: as a whole, or in pieces that lie one behind the other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the zip file.

    Attributes:
        name: As stored; directory entries end in "/".
        method: 0 stored, 8 deflated.
        flags: The zip format's general purpose flags.
        size: Bytes after decompression, as the directory says.
        packed: Bytes as stored.
        offset: Where its local header lies in the file.
        end: Where the next entry (or the directory) begins: what lies between belongs to this entry.
        record: Its record in the central directory, as stored.
    """

    name: str
    method: int
    flags: int
    size: int
    packed: int
    offset: int
    end: int
    record: bytes


class Archive:
    """A zip file in memory.

    Args:
        data: The whole file.
        file: Its path, for messages.

    Raises:
        WorkbookError: Not a zip file, damaged, encrypted, or beyond the limits.
    """

    def __init__(self, data: bytes, file: Path) -> None:
        self.data = data
        self.file = file
        self._end = self._find_end()
        self.entries = self._read_directory()

    def read(self, entry: Entry) -> bytes:
        """The content of an entry, checked against its size and checksum."""
        local = _LOCAL.unpack_from(self.data, entry.offset)
        start = entry.offset + _LOCAL.size + local[9] + local[10]
        packed = self.data[start : start + entry.packed]
        if len(packed) != entry.packed:
            raise self._damaged(f"{entry.name} ends early")
        content = packed if entry.method == _STORED else self._inflate(packed, entry)
        if len(content) != entry.size or zlib.crc32(content) != _CENTRAL.unpack_from(entry.record)[7]:
            raise self._damaged(f"the checksum of {entry.name} is wrong")
        return content

    def write(self, replacements: Mapping[str, Content | None]) -> bytes:
        """The file with some entries replaced or, for None, left out.

        Everything else keeps its bytes, its place in the order and its headers. A replaced entry keeps its time
        stamp, attributes and compression method, so that the result depends on nothing but the input.
        """
        # Slices of a view are no copies of what stays.
        view = memoryview(self.data)
        pieces: list[bytes | memoryview] = []
        records: list[tuple[Entry, bytes]] = []
        position = min((entry.offset for entry in self.entries), default=0)
        pieces.append(view[:position])
        piece: bytes | memoryview
        for entry in sorted(self.entries, key=lambda one: one.offset):
            if entry.name not in replacements:
                piece, record = view[entry.offset : entry.end], entry.record
            else:
                content = replacements[entry.name]
                if content is None:
                    continue
                piece, record = self._pack(entry, content)
            records.append((entry, _at_offset(record, position)))
            pieces.append(piece)
            position += len(piece)
        by_name = {entry.offset: record for entry, record in records}
        directory = b"".join(by_name[entry.offset] for entry in self.entries if entry.offset in by_name)
        if position + len(directory) >= 0xFFFFFFFF:
            raise WorkbookError("the workbook would exceed 4 GB", file=self.file, hint="Split it")
        return b"".join([*pieces, directory, self._end_record(len(by_name), len(directory), position)])

    def _find_end(self) -> int:
        if self.data.startswith(_COMPOUND_FILE):
            raise self._compound_file()
        start = self.data.rfind(b"PK\x05\x06", max(0, len(self.data) - 0xFFFF - _END.size))
        if start < 0 or start + _END.size > len(self.data):
            if not self.data.startswith(b"PK"):
                raise WorkbookError(
                    "this is not an Excel workbook (.xlsx or .xlsm)",
                    file=self.file,
                    hint="Check that the file is the right one, or save it as .xlsx in Excel",
                )
            raise self._damaged("its directory is missing")
        return start

    def _compound_file(self) -> WorkbookError:
        if "EncryptedPackage".encode("utf-16-le") in self.data:
            return WorkbookError(
                "the workbook is encrypted with a password",
                file=self.file,
                hint="Remove the password in Excel (File, Info, Protect Workbook) and run again",
            )
        return WorkbookError(
            "this is not an .xlsx workbook but an older Office file", file=self.file, hint="Save it as .xlsx in Excel"
        )

    def _read_directory(self) -> tuple[Entry, ...]:
        _, disk, _, _, count, size, offset, _ = _END.unpack_from(self.data, self._end)
        if 0xFFFF in (disk, count) or 0xFFFFFFFF in (size, offset):
            raise WorkbookError(
                "the file is stored in the zip64 form", file=self.file, hint="Save it again in Excel and run again"
            )
        if offset + size > self._end:
            raise self._damaged("its directory is incomplete")
        raw = self._raw_records(offset, offset + size, count)
        starts = sorted({header[16] for header, _, _ in raw})
        ends = dict(zip(starts, [*starts[1:], offset], strict=True))
        if len(starts) != len(raw) or (starts and starts[-1] >= offset):
            raise self._damaged("entries overlap")
        entries = tuple(self._entry(header, name, record, ends) for header, name, record in raw)
        self._check_limits(entries)
        return entries

    def _raw_records(self, start: int, end: int, count: int) -> list[tuple[tuple[int, ...], str, bytes]]:
        records = []
        while start < end:
            try:
                header = _CENTRAL.unpack_from(self.data, start)
            except struct.error:
                raise self._damaged("its directory is incomplete") from None
            length = _CENTRAL.size + header[10] + header[11] + header[12]
            if header[0] != b"PK\x01\x02" or start + length > end:
                raise self._damaged("its directory is incomplete")
            name = self.data[start + _CENTRAL.size : start + _CENTRAL.size + header[10]]
            text = name.decode("utf-8" if header[3] & 0x800 else "cp437", errors="replace").replace("\\", "/")
            records.append((header, text, self.data[start : start + length]))
            start += length
        if len(records) != count:
            raise self._damaged("its directory is incomplete")
        return records

    def _entry(self, header: tuple[int, ...], name: str, record: bytes, ends: dict[int, int]) -> Entry:
        flags, method, packed, size, offset = header[3], header[4], header[8], header[9], header[16]
        if flags & _ENCRYPTED:
            raise WorkbookError(
                f"{name} is encrypted in the zip file", file=self.file, hint="Remove the password and run again"
            )
        if method not in (_STORED, _DEFLATED):
            raise WorkbookError(
                f"{name} is compressed in a way Excel does not use", file=self.file, hint="Save it again in Excel"
            )
        if 0xFFFFFFFF in (packed, size, offset):
            raise WorkbookError(
                "the file is stored in the zip64 form", file=self.file, hint="Save it again in Excel and run again"
            )
        local = _LOCAL.unpack_from(self.data, offset) if offset + _LOCAL.size <= len(self.data) else (b"",)
        if local[0] != b"PK\x03\x04" or offset + packed > ends[offset]:
            raise self._damaged(f"{name} is not where its directory says")
        return Entry(name, method, flags, size, packed, offset, ends[offset], record)

    def _check_limits(self, entries: tuple[Entry, ...]) -> None:
        total = sum(entry.size for entry in entries)
        if total > MAX_TOTAL:
            raise WorkbookError(
                f"the workbook holds {total >> 20} MB after decompression, more than the {MAX_TOTAL >> 20} MB allowed",
                file=self.file,
                hint="Split it",
            )
        for entry in entries:
            if entry.size > _RATIO_MATTERS_FROM and entry.size > MAX_RATIO * max(entry.packed, 1):
                raise WorkbookError(
                    f"{entry.name} grows {entry.size // max(entry.packed, 1)}-fold when it is unpacked, which no "
                    "real workbook does",
                    file=self.file,
                    hint="Do not use this file",
                )

    def _inflate(self, packed: bytes, entry: Entry) -> bytes:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            # One byte more than declared is enough to see that the directory lied.
            return engine.decompress(packed, entry.size + 1)
        except zlib.error:
            raise self._damaged(f"{entry.name} cannot be unpacked") from None

    def _pack(self, entry: Entry, content: Content) -> tuple[bytes, bytes]:
        """Local part and directory record of an entry with new content."""
        pieces = (content,) if isinstance(content, bytes) else content
        size = sum(map(len, pieces))
        crc, packed = _store(pieces) if entry.method == _STORED else _deflate(pieces, size)
        local = list(_LOCAL.unpack_from(self.data, entry.offset))
        names_start = entry.offset + _LOCAL.size
        name = self.data[names_start : names_start + local[9]]
        extra = _without_zip64(self.data[names_start + local[9] : names_start + local[9] + local[10]])
        flags = entry.flags & ~_DESCRIPTOR
        sizes = (crc, len(packed), size)
        local[2], local[6:9], local[10] = flags, sizes, len(extra)
        header = list(_CENTRAL.unpack_from(entry.record))
        tail = entry.record[_CENTRAL.size + header[10] :]
        central_extra, comment = _without_zip64(tail[: header[11]]), tail[header[11] :]
        header[3], header[7:10], header[11] = flags, sizes, len(central_extra)
        record = _CENTRAL.pack(*header) + entry.record[_CENTRAL.size : _CENTRAL.size + header[10]]
        return _LOCAL.pack(*local) + name + extra + packed, record + central_extra + comment

    def _end_record(self, count: int, size: int, offset: int) -> bytes:
        signature, disk, start_disk, *_, comment = _END.unpack_from(self.data, self._end)
        tail = self.data[self._end + _END.size :]
        return _END.pack(signature, disk, start_disk, count, count, size, offset, comment) + tail

    def _damaged(self, what: str) -> WorkbookError:
        return WorkbookError(
            f"the file is damaged: {what}",
            file=self.file,
            hint="Open it in Excel, let Excel repair it and save it, or take a backup",
        )


def _store(pieces: Pieces) -> tuple[int, bytes]:
    """Checksum of the content, and the content itself."""
    content = b"".join(pieces)
    return zlib.crc32(content), content


def _deflate(pieces: Pieces, size: int) -> tuple[int, bytes]:
    """Checksum of the content, and the content compressed.

    It is done in blocks of fixed size, side by side, so that the bytes do not depend on how many processors there are;
    and few at a time, so that a large sheet is never in memory as a whole.
    """
    last = max(0, size - 1) // _BLOCK
    if not last:
        crc, content = _store(pieces)
        return crc, _deflate_block(content, b"", is_last=True)
    from concurrent.futures import Future, ThreadPoolExecutor

    crc, window = 0, b""
    packed: list[bytes] = []
    at_work: deque[Future[bytes]] = deque()
    with ThreadPoolExecutor() as pool:
        for number, block in enumerate(_blocks(pieces)):
            at_work.append(pool.submit(_deflate_block, block, window, is_last=number == last))
            crc, window = zlib.crc32(block, crc), block[-_WINDOW:]
            if len(at_work) > _MOST_AT_WORK:
                packed.append(at_work.popleft().result())
        packed += (one.result() for one in at_work)
    return crc, b"".join(packed)


def _blocks(pieces: Pieces) -> Iterator[bytes]:
    held: list[memoryview] = []
    room = _BLOCK
    for one in pieces:
        piece = memoryview(one)
        while len(piece) >= room:
            yield b"".join([*held, piece[:room]])
            held, piece, room = [], piece[room:], _BLOCK
        held.append(piece)
        room -= len(piece)
    if room < _BLOCK:
        yield b"".join(held)


def _deflate_block(block: bytes, window: bytes, *, is_last: bool) -> bytes:
    # Each block may refer to the 32 KiB before it, so that cutting costs next to nothing in size.
    engine = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=window) if window else _first_engine()
    return engine.compress(block) + engine.flush(zlib.Z_FINISH if is_last else zlib.Z_SYNC_FLUSH)


def _first_engine() -> zlib._Compress:
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)


def _at_offset(record: bytes, offset: int) -> bytes:
    """A directory record that points elsewhere."""
    place = _CENTRAL.size - 4
    return record[:place] + struct.pack("<I", offset) + record[_CENTRAL.size :]


def _without_zip64(extra: bytes) -> bytes:
    """An extra field without sizes of the old content; anything else in it stays."""
    kept, position = b"", 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, position)
        if kind != _ZIP64_EXTRA:
            kept += extra[position : position + 4 + length]
        position += 4 + length
    return kept + extra[position:]
