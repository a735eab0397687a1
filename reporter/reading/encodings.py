"""From bytes to characters."""

from __future__ import annotations

import codecs
import re
from itertools import islice

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, declared: str | None = None) -> tuple[str, list[str]]:
    """The characters, and remarks for a person where the encoding had to be guessed or did not fit.

    A byte order mark decides, then `declared` (the name a file gives itself), then UTF-8. What is not UTF-8 is
    taken for Windows-1252, in which most Western texts without a mark are written, or for the encoding of a Mac, of
    Unix or of DOS where that reads better.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    if declared and _is_known(declared):
        try:
            return data.decode(_as_browsers_do(declared, data)), []
        except UnicodeDecodeError:
            pass
    if guess := _unmarked_utf16(data):
        text, notes = _lenient(data, guess)
        return text, [f"decoded as {guess}", *notes]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _western(data)


_CP1252 = {byte: bytes([byte]).decode("cp1252", "replace").replace("\ufffd", "") for byte in range(256)}
"""Five bytes mean nothing in Windows-1252; Latin-1 reads them as control characters, which are dropped."""
_LETTERS = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŠŽ")
_SIGNS = frozenset("“”‘’‚„–—…•«»€§°·¿¡ª º©®™†‡′\u00a0")
_INSIDE_WORDS = frozenset("’‘–—·…\u00a0")
_FRACTIONS = frozenset("¼½¾")
_SAMPLE = 2_000
_SPECIAL = re.compile(r"(.?)([^\x00-\x7f])(.?)", re.DOTALL)


def _damaged_utf8(data: bytes) -> tuple[str, list[str]] | None:
    """UTF-8 with a few bytes in it that are none (cut off, or pasted from another file); None for anything else."""
    text = data.decode("utf-8", "surrogateescape")
    strange = sum("\udc80" <= character <= "\udcff" for character in text)
    if sum(character > "\x7f" for character in text) < 2 * strange:
        return None
    text = re.sub("[\udc80-\udcff]", lambda found: _CP1252[ord(found[0]) - 0xDC00], text)
    return text, [f"{strange} bytes that are not UTF-8 read as cp1252"]


def _western(data: bytes) -> tuple[str, list[str]]:
    """One of the encodings with a byte a character in which Western texts are written: the most plausible reading.

    Windows-1252 by far the most frequent; the next must read better.
    """
    readings = {"cp1252": _cp1252(data), "mac_roman": data.decode("mac_roman")}
    if not any(0x80 <= byte < 0xA0 for byte in data):
        readings["iso8859-15"] = data.decode("iso8859-15")
    else:
        readings["cp850"] = data.decode("cp850")
    name = max(readings, key=lambda one: _plausibility(readings[one]))
    return readings[name], [f"decoded as {name}"]


def _cp1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(map(_CP1252.__getitem__, data))


def _plausibility(text: str) -> int:
    """How many special characters stand where they belong, less those that do not: letters beside letters, say."""
    found = islice(_SPECIAL.finditer(text), _SAMPLE)
    return sum(_stands_well(before, character, after) for before, character, after in map(re.Match.groups, found))


def _stands_well(before: str, character: str, after: str) -> int:
    beside = before.isalpha() + after.isalpha()
    if character in _LETTERS:
        # A capital after a small letter ("itÕs") is another sign misread.
        return -1 if character.isupper() and before.islower() else min(beside, 1)
    if character in _SIGNS:
        return 1 if beside < 2 or character in _INSIDE_WORDS else -1
    return 0 if character in _FRACTIONS and not beside else -1


def _lenient(data: bytes, name: str) -> tuple[str, list[str]]:
    try:
        return data.decode(name), []
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        return text, [f"{text.count(chr(0xFFFD))} characters could not be decoded as {name}"]


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows in a NUL at every second byte of Western text."""
    sample = data[:4000]
    if len(sample) < 8 or sample.count(0) * 10 < len(sample) * 4:
        return None
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def _as_browsers_do(name: str, data: bytes) -> str:
    """The encoding that is meant by a declared name: who says Latin-1 or ASCII has Windows-1252, or UTF-8 after all."""
    plain = codecs.lookup(name).name
    if plain == "gb2312":
        return "gb18030"
    if plain not in ("iso8859-1", "ascii", "cp1252"):
        return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _is_known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False
