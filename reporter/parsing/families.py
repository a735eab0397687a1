"""Recognises the lines of a header by their form: number, editorial mark, history, adoption, furniture.

The forms are data: `families.toml` says how each organisation heads its texts. Every function takes folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from reporter.model import Adoption
from reporter.parsing.adoption import AdoptionLine, read_adoption
from reporter.parsing.labels import roman_value
from reporter.vocabulary.toml import load, spaced

_MARK = r"\(?(?P<mark>ADD|MOD|SUP|NOC)\)?\*?"
# Such as "ARB/21A19/1", "CHN/12A1A3/7", "D/F/HOL/30/4", "IAP/39A21/1#1234", "ARB/21A19/1(Rev.1)"
_SYMBOL = r"[A-Z]{1,5}(?:/[A-Z]{1,5}){0,20}/\d+(?:[A-Z]\d+){0,4}/\d+(?:#\d+)?(?:\s?\(Rev\.?\s?\d+\))?"
# Such as "MOD RESOLUTION 59 (…)", "(ADD) DRAFT NEW RESOLUTION …", "SUP ARB/21A19/1 RESOLUTION 57 (…)"
_MARK_BEFORE = re.compile(rf"{_MARK}\s+(?:{_SYMBOL}\s+)?(?=\S)")
# Such as "MOD", "MOD	ARB/21A19/1"
_MARK_ALONE = re.compile(rf"{_MARK}(?:\s+{_SYMBOL})?\s*$")
# Such as "(Johannesburg, 2008; Dubai, 2012)", "(2012-2019-2023)", "(Rev. WRC-23)"
_HISTORY = re.compile(
    r"\((?:[^()]*\b(?:19|20)\d\d\b[^()]*|(?:rev\. ?)?(?:WRC|WTSA|WTDC|PP|RA)-\d\d)\)?\s*$", re.IGNORECASE
)
# "(Resolution adopted at the 18th plenary meeting, Paris, 22 November 2023)" is no history
_OF_A_MEETING = re.compile(r"\b(?:meeting|session|adopted)\b", re.IGNORECASE)
# The last words before the title of a header on one line: "RESOLUTION 191 (Rev. Bucharest, 2022) – "
_SEPARATED = re.compile(r"[:–—-]\s*$")
# What every line holds that tells of an adoption
_YEAR = re.compile(r"\d{4}")
# "eHealth", "e-waste"
_CAPITAL_INSIDE = re.compile(r"[a-z](?:[A-Z]|-[a-z])")

# "Title ........ 12", "Title<tab>12"
_CONTENTS = re.compile(r"(?:(?:\.\s?){4}|(?:…\s?){2}|\t)\s*\d{1,4}\s*$")
_LONGEST_LEADER = 40
_NOTE_AT_END = re.compile(r"(?<=[a-z])\(\d{1,2}\)$")

_LONGEST_HEADER = 600
_LONGEST_FURNITURE = 300
_LONGEST_ADOPTED = 200


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """The line of a header that holds the number.

    Attributes:
        number: As cited, white space folded.
        kind: `resolution`, `decision`, `opinion` or `recommendation`.
        body: Body that the form of the number tells; None where it does not.
        adoption: What the parentheses after the number say.
        title: What follows on the same line; "" without.
        proposal: `ADD`, `MOD`, `SUP` or `NOC` before it; None without.
        is_small: True where the title goes on in small letters, as that of a header and a sentence may.
    """

    number: str
    kind: str
    body: str | None
    adoption: AdoptionLine
    title: str
    proposal: str | None
    is_small: bool = False


def header_line(text: str) -> HeaderLine | None:
    """Reads a paragraph as the line that holds the number; None where it is none.

    A sentence that begins with a citation ("Resolution 66 (Rev. Dubai, 2012) of the Assembly, …") is no header: words
    that go on without a capital are a title only after a dash or colon, and in families whose titles do.
    """
    mark = _MARK_BEFORE.match(text)
    line = text[mark.end() :] if mark else text
    if not _beginning().match(line):
        return None
    prefix = _prefix().match(line)
    if prefix:
        line = line[prefix.end() :].lstrip()
    family = _family(line) if len(line) <= _LONGEST_HEADER else None
    if family is None or is_contents(text):
        return None
    entry, match = family
    found = match.groupdict()
    title = clean_title(found.get("title") or "")
    separated = _SEPARATED.search(line[: match.start("title")]) if title else None
    is_small = bool(title) and goes_on(title) and not separated
    if is_small and (not entry.get("small_titles") or title.endswith(".")):
        return None
    if title and line.rstrip().endswith((";", ",")):
        return None
    number = entry["cited"].format(**found) if "cited" in entry else found["number"]
    return HeaderLine(
        number=_as_cited(number, entry.get("body")),
        kind=(found.get("kind") or entry.get("kind", "resolution")).lower(),
        body=entry.get("body") or (_body_of(prefix["prefix"]) if prefix else None),
        adoption=read_adoption(found.get("adoption") or ""),
        title=title,
        proposal=mark["mark"] if mark else None,
        is_small=is_small,
    )


def _family(line: str) -> tuple[dict[str, Any], re.Match[str]] | None:
    """The first family whose form a line has, with what its groups hold; None where it has none."""
    return next(((entry, match) for entry, pattern in _families() if (match := pattern.match(line))), None)


def is_contents(text: str) -> bool:
    """Whether a line is an entry of a table of contents: dots or a tab lead to its page number.

    `RESOLUTION<tab>59` is none: an entry has its own number before.
    """
    match = _CONTENTS.search(text, max(0, len(text) - _LONGEST_LEADER))
    return match is not None and any(character.isdigit() for character in text[: match.start()])


def proposal_mark(text: str) -> str | None:
    """The editorial mark on a line of its own, with or without the proposal's symbol; None for any other line."""
    match = _MARK_ALONE.match(text.strip())
    return match["mark"] if match else None


def history(text: str) -> tuple[Adoption, ...]:
    """The adoptions that a history line below the title names; empty where the line is none."""
    if not text.startswith("(") or len(text) > _LONGEST_HEADER:
        return ()
    if not _HISTORY.match(text) or _OF_A_MEETING.search(text):
        return ()
    return read_adoption(text).adoptions


def adopted(text: str) -> Adoption | None:
    """Year, and place if named, of a line that says when the text was adopted; None where it does not."""
    if len(text) >= _LONGEST_ADOPTED or not _YEAR.search(text):
        return None
    words = " ".join(text.split())
    for pattern in _adopted_patterns():
        if match := pattern.search(words):
            return Adoption(match.groupdict().get("place"), int(match["year"]))
    return None


def is_furniture(text: str) -> bool:
    """Whether a line around a header is neither its title nor its history: symbols, dates, agenda items."""
    return _furniture().match(text[:_LONGEST_FURNITURE]) is not None


def session_year(number: str, body: str) -> int | None:
    """The year that a number tells by its session, from the rules in `families.toml`; None where none applies."""
    rules = load("families")
    for rule in rules["session"]:
        if session := _session(rule, number, body):
            return session * int(rule["every"]) + int(rule["base"])
    for rule in rules["sessions_a_year"]:
        if session := _session(rule, number, body):
            return (session - int(rule.get("first", 1))) // int(rule["a_year"]) + 1 + int(rule["base"])
    for rule in rules["sessions_listed"]:
        session = _session(rule, number, body) or 0
        if 0 < session <= len(rule["years"]):
            return int(rule["years"][session - 1])
    return None


def clean_title(title: str) -> str:
    """One line, without the marks that stand around titles and the mark of a footnote: `Old archives(1)`."""
    return _NOTE_AT_END.sub("", re.sub(r"\s+", " ", title).strip(" \t-–—:*"))


def goes_on(words: str) -> bool:
    """True for words that go on with a sentence; `eHealth` and `e-waste` begin a title."""
    return words[:1].islower() and not _CAPITAL_INSIDE.match(words)


def _as_cited(number: str, body: str | None) -> str:
    """White space folded; the General Assembly's `78/327 B` is cited without any."""
    return re.sub(r"\s+", "" if body == "General Assembly" else " ", number).strip()


def _session(rule: dict[str, Any], number: str, body: str) -> int | None:
    if rule.get("body") not in (None, body):
        return None
    match = re.fullmatch(spaced(rule["pattern"]), number, re.IGNORECASE)
    if match is None:
        return None
    return int(match[1]) if match[1].isdecimal() else roman_value(match[1].lower())


def _body_of(prefix: str) -> str | None:
    bodies: dict[str, str] = load("families")["prefix"]["body"]
    return bodies.get(re.sub(r"\s+", " ", prefix.lower()))


@cache
def _prefix() -> re.Pattern[str]:
    return _compiled(load("families")["prefix"]["pattern"])


@cache
def _families() -> tuple[tuple[dict[str, Any], re.Pattern[str]], ...]:
    return tuple((entry, _compiled(entry["pattern"])) for entry in load("families")["family"])


@cache
def _beginning() -> re.Pattern[str]:
    """Tells at a glance that a paragraph is no header."""
    data = load("families")
    return _one_of([*data["beginning"]["patterns"], data["prefix"]["pattern"]])


@cache
def _furniture() -> re.Pattern[str]:
    return _one_of(load("families")["furniture"]["patterns"])


@cache
def _adopted_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(spaced(pattern)) for pattern in load("families")["adopted"]["patterns"])


def _one_of(patterns: Iterable[str]) -> re.Pattern[str]:
    nameless = (re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in patterns)
    return _compiled("(?:" + "|".join(nameless) + ")")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(spaced(pattern), re.IGNORECASE | re.DOTALL)
