"""Characters of a text as a page can show them: those that steer instead of being seen are made visible."""

from __future__ import annotations

import re

# HTML has no place for control characters and half characters, and overriding the direction of reading would show a
# text other than it is written. Tab and line feed are white space like any other.
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = "\x7f", "\u2421"


def shown(text: str) -> str:
    """A text of the same length in which every character can be seen: `\\x00` as its picture, others as U+FFFD."""
    return _STEERS.sub(lambda found: _picture(found[0]), text)


def _picture(character: str) -> str:
    if character < " ":
        return chr(_PICTURES + ord(character))
    return _DELETE_PICTURE if character == _DELETE else "\ufffd"
