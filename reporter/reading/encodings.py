"""From bytes to characters."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, declared: str | None = None) -> tuple[str, list[str]]:
    """The characters, and remarks for a person where the encoding had to be guessed or did not fit.

    A byte order mark decides, then `declared` (the name a file gives itself), then UTF-8, and what is not UTF-8 is
    taken for Windows-1252, in which most Western texts without a mark are written.
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
        # Five bytes mean nothing in Windows-1252; Latin-1 reads them as control characters, which are dropped.
        text = "".join(_CP1252.get(byte, "") for byte in data) if _undefined(data) else data.decode("cp1252")
        return text, ["decoded as cp1252"]


_CP1252 = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(256)}
_UNDEFINED = bytes(byte for byte, character in _CP1252.items() if character == "\ufffd")


def _undefined(data: bytes) -> bool:
    return len(data.translate(None, _UNDEFINED)) != len(data)


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
