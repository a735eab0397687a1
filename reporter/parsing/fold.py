"""Folds what typography varies, character for character, so that offsets stay true."""

from __future__ import annotations

_PLAIN = {
    "\u00a0": " ",
    "\u202f": " ",
    **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u3000", " "),
    "\u2010": "-",
    "\u2011": "-",
    "\u00ad": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    # Bullets of the fonts Symbol and Wingdings, as exports leave them.
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\uf0d8": "•",
}


def fold(text: str) -> str:
    """`text` with plain blanks, hyphens and quotation marks; the same length, so that offsets into it hold."""
    if text.isascii():
        return text
    # One search a character is many times faster on a long text than `str.translate`.
    for special, plain in _PLAIN.items():
        text = text.replace(special, plain)
    return text
