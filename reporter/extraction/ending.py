"""The end that a text sets to a repeated report: `annually until 2028`, `until the project is wound up`."""

from __future__ import annotations

import re

from reporter.vocabulary.cued import cued
from reporter.vocabulary.language import alternatives, language

# `until 2028`, `up to and including 30 June 2028`, `until PP-26`, `until the next conference`
_UNTIL = cued(
    r"(?<![\w-])(?:(?:until|through|up\s+to)(?:\s+and\s+including)?(?:\s+the)?(?:\s+(?:end|close)\s+of(?:\s+the)?)?"
    rf"(?:\s+(?:calendar\s+)?year)?(?:\s+\d{{1,2}})?(?:\s+{alternatives(language().months)})?\s+(?:19|20)\d\d"
    r"(?![\w/-])(?!\s+(?:sessions?|meetings?|[A-Z][a-z]))"
    r"|until\s+[^,;.:]{3,80}?(?=[,;.:]|$|\s+(?:on|about|regarding|concerning|in\s+order)\s))"
)
# `the funds held` in front of "until 2028": how long they are held, not how long is reported
_OF_SOMETHING_ELSE = re.compile(
    r"(?<![\w-])(?:\w{2,}ed|held|taken|made|done|given|spent|carried\s+out|runs?|lasts?|continues?|extends?|remains?|valid"
    r"|force|open|period|not|only)\s+$"
)
_REACH = 20


def end_in(text: str, start: int, end: int) -> str | None:
    """The words between two offsets with which a text ends a repeated report; None without an end."""
    until = _UNTIL.search(text, start, end)
    if until is None or _OF_SOMETHING_ELSE.search(text[max(0, until.start() - _REACH) : until.start()]):
        return None
    return " ".join(until[0].split())
