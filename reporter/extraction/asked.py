"""Whom the words between a verb and a task ask, each in full: by a name that is known, or as the text gives it.

`the [Chairs] of the regional groups, the [Bank], in turn, and all parties that import birds` are three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reporter.extraction.heads import begins_with_somebody, is_person
from reporter.extraction.masking import ANYBODY, Masked, Mention
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import alternatives, language
from reporter.vocabulary.names import names

_WORDS = language().agents
_NAMING = language().naming

_ARTICLES = re.compile(
    r"\s*(?:(?:the|that|those|these|this|its|their|said|both|an?|any|such|all(?!\s+other))\s+)*", re.IGNORECASE
)
_DETERMINERS = re.compile(rf"\s*(?:(?:{alternatives(_WORDS.before_name)}|those|these|this|both|itu)\s+)*")
_COMMA = re.compile(r",\s?")
# Between two who are asked
_JOINTS = (
    rf"(?:and(?:\s+(?:also\s+|further\s+)?{any_of(language().directive_verbs)})?|or|and/or|as\s+well\s+as"
    r"|together\s+with|jointly\s+with)\s+"
)
_AND = re.compile(rf"\s+{_JOINTS}")
_JOINED = re.compile(_JOINTS)
# `in its turn`, `acting together`: said in passing between commas
_IN_PASSING = re.compile(
    r"(?:should|were|had|unless|whenever|open\s+to|every\s+\w+\s+(?:years|months|weeks|days)|(?:no|not)\s+later"
    r"|each\s+(?:within|in|of|according|acting|as|for|under|with)|all\s+acting|in|as|through|within|with|without|on|upon|under"
    r"|by|at|where|when|if|once|after|before|during|following|for|from|to|pursuant|subject|acting|while|inter\s+alia|notwithstanding|also|further"
    r"|jointly|who|which|whose|[a-z]+ly|[a-z]+ed\s+(?:by|in|of|under|to|with|at|on|from|for|as|pursuant|through)|set\s+up|drawn"
    r"|[a-z]+ing\s+(?:the|its|their|into|in|on|to|with|an?|as|this|that|upon|due|full|together|through|by|under))\b"
)
# `a subsidiary body of the Council`, behind a name: who that is
_APPOSITION = re.compile(r"an?\s")
# `composed of representatives of A, B and C`: names of others, up to the last comma
_NAMES_OTHERS = re.compile(
    r"(?:composed|comprising|consisting|including|includes|made\s+up|such\s+as|in\s+particular|especially|namely|notably"
    r"|chaired|assisted|supported)\b"
)
# `concerned`, `established by resolution 5`: behind a name, no part of it
_TAIL = re.compile(
    rf"\s+(?:{alternatives(_WORDS.after_name)}|for\s+(?:that|this)\s+purpose|at\s+(?:its|the|their|each)\s[^,]*"
    r"|of\s+(?:its|their)\s+(?:dut|responsibilit|obligation)[a-z]+"
    r"|(?:so\s+)?(?:established|created|set\s+up|convened|appointed|constituted|formed|extended|renewed|re-established"
    r"|referred\s+to|mentioned|mandated)(?:\s+(?:by|in|under|pursuant\s+to|above|below|through|for|on|at)\b.*)?)\s*$",
    re.DOTALL,
)
# `ALSO`, `its request to`, in front of who is asked; `to`, `jointly` behind them
_LEADS = re.compile(
    r"\s*(?:[\w.-]{1,20}\)\s+)?(?:(?:also|further|again|once\s+more|in\s+addition|accordingly)\s*,?\s+)*"
    r"(?:to\s+(?=the\s|all\s|its\s))?"
)
_TRAILS = re.compile(
    r"(?:[\s,:-]+(?:to|also|jointly|together|each|in\s+(?:this|that)\s+(?:regard|respect|connection|context)|[a-z]+ly))*[\s,:-]*$"
)
# What was blanked: who helps
_BLANKED = re.compile(r"\s{5,}")
# `(TSAG)`, `("the Commission")`, `(hereinafter "the Panel")`, not `(No. 155)`
_PARENTHESES = re.compile(r"\s*\((?:(?:the\s+)?[A-Z][\w&/-]{1,20}|[\"'][^()]{2,40}[\"']|here(?:in)?after[^()]*)\)")
_AN_INFINITIVE = re.compile(
    rf"\s{language().no_noun_before}to\s+(?!(?:the|its|their|all|each|those|these|this|that|any|an?|which|whom|articles?|paragraphs?|resolutions?|decisions?"
    r"|sections?|annex|rules?|regulations?)\s)[a-z]"
)
_A_NAME = re.compile(ANYBODY)
# `, its causes and consequences`, `, paragraph b)`
_OF_A_TEXT = re.compile(r"its\s|(?:paragraphs?|sub-?paragraphs?|sections?|articles?|annex|items?|operative)\s")
_ADJECTIVE_AT_END = re.compile(r"(?<![\w-])[a-z-]+(?:al|ic|ive|ary|ory|ous)\s*$")
# `Chairs of`, `regional directors for`: several persons at once
_SEVERAL = re.compile(
    rf"(?:[\w-]+\s+){{0,3}}?(?:{alternatives(_NAMING.several_persons)})\s+(?:of|for|to)\s", re.IGNORECASE
)
_A_MATTER = re.compile(rf"\s+{alternatives(_NAMING.matters)}s?(?![\w-])")
_NEXT_WORD = re.compile(r"\s+([\w-]+)")
# Behind a name: `[Parties] that import`, `[offices] for Africa`, `[Bank] Group`
_TELLS_MORE = re.compile(
    r"of|for|on|in|to|at|from|with|without|by|under|within|and|or|not|as|that|which|who|whose|concerned|party|established"
    r"|set|[a-z]+ing|[a-z]+ed|conventions?|protocols?|agreements?|[A-Z0-9].*"
)
_PREPOSITION = re.compile(rf"{alternatives(_WORDS.prepositions)}\s")
_FOR_ANOTHER = re.compile(r"(?:for|of)\s")
_LONGEST = 260
_LONGEST_WORDS = 700


class _Part(NamedTuple):
    start: int
    end: int


def all_asked(found: Masked, begin: int, end: int, *, known_too: bool = False) -> tuple[str, ...]:
    """All who are asked in a stretch, in the order of the text, where one of them has words beside known names.

    Empty where the stretch cannot be read, and where it holds known names only, unless `known_too`.
    """
    begin = _past(_LEADS, found.masked, begin, end)
    if trails := _TRAILS.search(found.masked, begin, end):
        end = trails.start()
    if end <= begin or end - begin > _LONGEST_WORDS or ";" in found.masked[begin:end]:
        return ()
    read = _parts(found, begin, end)
    parts = [trimmed for part in read or () if (trimmed := _trimmed(found, part)).end > part.start]
    if not parts or any(_AN_INFINITIVE.search(found.masked, *part) for part in parts):
        return ()
    known = [_known(found, part) for part in parts]
    if None not in known and not known_too:
        return ()
    if not all(one or _is_somebody(found, part) for one, part in zip(known, parts, strict=True)):
        return ()
    called = [one or _as_said(found, part) for one, part in zip(known, parts, strict=True)]
    return tuple(dict.fromkeys(name for one in called for name in one)) if all(called) else ()


def _parts(found: Masked, begin: int, end: int) -> list[_Part] | None:
    """The stretch parted at the joints behind which somebody else is named; what is said in passing is left out.

    None where something else stands between its commas.
    """
    text = found.masked
    parts: list[_Part] = []
    open_part: _Part | None = None
    helped = False
    for start, stop in _between_commas(text, begin, end):
        joined = _JOINED.match(text, start, stop)
        helped = helped or _BLANKED.match(text, start) is not None
        if helped:
            # "in consultation with agencies, funds and programmes"
            continue
        helped = _BLANKED.match(text, stop) is not None
        first = joined.end() if joined else start
        if open_part is not None and not joined and _NAMES_OTHERS.match(text, first, stop):
            break
        if open_part is not None and not joined and _APPOSITION.match(text, first, stop):
            continue
        if open_part and _FOR_ANOTHER.match(text, first, stop) and _SEVERAL.match(found.text, *_said(found, open_part)):
            # "the Regional Directors for Africa, for Asia and for Europe"
            open_part = _Part(open_part.start, stop)
            continue
        if _IN_PASSING.match(text, first, stop):
            if open_part is None and stop == end:
                return None
            continue
        if open_part is not None and not _begins_anew(found, open_part, first, stop):
            if not joined and not _goes_on(found, open_part, first, stop):
                return None
            open_part = _Part(open_part.start, stop)
            continue
        parts += _parted(found, open_part) if open_part else ()
        open_part = _Part(first, stop)
    return [*parts, *_parted(found, open_part)] if open_part else None


def _said(found: Masked, part: _Part) -> _Part:
    """A part without the determiners in front of it."""
    return _Part(_past(_DETERMINERS, found.masked, *part), part.end)


def _goes_on(found: Masked, before: _Part, start: int, end: int) -> bool:
    """Whether words behind a comma go on with a name: `Agriculture`, `its causes`, `programmes and agencies`."""
    adjective = _ADJECTIVE_AT_END.search(found.masked, *before) is not None
    first = found.text[start]
    return (
        first.isupper()
        or first.isdecimal()
        or _OF_A_TEXT.match(found.masked, start) is not None
        or begins_with_somebody(found.text[start:end], several=not adjective)
    )


def _between_commas(text: str, begin: int, end: int) -> Iterator[_Part]:
    at = begin
    for comma in (*_COMMA.finditer(text, begin, end), None):
        stop = comma.start() if comma else end
        helped = _BLANKED.search(text, at, stop)
        if helped and helped.start() > at:
            stop = helped.start()
        if text[at:stop].strip() or helped:
            yield _Part(at, stop)
        at = comma.end() if comma else end


def _parted(found: Masked, part: _Part) -> Iterator[_Part]:
    """A part without commas, parted at "and" where somebody else is named behind it."""
    start = part.start
    for joint in _AND.finditer(found.masked, *part):
        if joint.start() > start and _begins_anew(found, _Part(start, joint.start()), joint.end(), part.end):
            yield _Part(start, joint.start())
            start = joint.end()
    yield _Part(start, part.end)


def _begins_anew(found: Masked, before: _Part, start: int, end: int) -> bool:
    """Whether somebody else is named at `start`, not a second thing that belongs to the one before.

    `the Chairs of the [Programme Committee] and the [Finance Committee]` are one part, and so is `the Working Party on
    the plan and the budget`.
    """
    at, _ = _said(found, _Part(start, end))
    named = _name_at(found, at, end)
    several = _SEVERAL.match(found.text, _said(found, before).start) is not None
    if named is not None and _is_whole(found, named, end):
        return not (several and not is_person(named.names[0]))
    if several or _ADJECTIVE_AT_END.search(found.masked, *before):
        # "regional and subregional organizations"
        return False
    if at == start and _known(found, before) is None and not found.text[at].isupper():
        # "United Nations funds and programmes"
        return False
    return begins_with_somebody(found.text[at:end], several=at == start)


def _past(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match else start


def _trimmed(found: Masked, part: _Part) -> _Part:
    """A part without the blanks around it and what is said of a name behind it: `concerned`."""
    start, end = part
    while end > start and found.masked[end - 1] in " \n\t,:-":
        end -= 1
    if (tail := _TAIL.search(found.masked, start, end)) and _A_NAME.search(found.masked, start, tail.start()):
        end = start + len(found.masked[start : tail.start()].rstrip(" \n\t,"))
    return _Part(start, end)


def _is_whole(found: Masked, named: Mention, end: int) -> bool:
    """Whether a name does not go on as that of a matter: `[Programme] Budget`."""
    return _A_MATTER.match(found.masked, named.end, end) is None


def _is_somebody(found: Masked, part: _Part) -> bool:
    """Whether a part begins with a noun for somebody, or with a name that is told more of: no verb stands behind it."""
    at, end = _said(found, part)
    if _A_NAME.match(found.masked, at) is None:
        return begins_with_somebody(found.text[at:end])
    first = next(iter(found.between(at, end)), None)
    if first is None:
        return True
    word = _NEXT_WORD.match(found.text, first.end, end)
    if word is None or _TELLS_MORE.fullmatch(word[1]):
        return True
    return not _PREPOSITION.match(f"{word[1]} ") and begins_with_somebody(found.text[first.end : end])


def _name_at(found: Masked, start: int, end: int) -> Mention | None:
    """The known name that begins a stretch; None where it begins with other words."""
    first = next(iter(found.between(start, end)), None)
    return first if first and first.start == start else None


def _known(found: Masked, part: _Part) -> tuple[str, ...] | None:
    """The names of a part that is nothing but a known name, or begins with a canonical one; None for others."""
    first = _name_at(found, *_said(found, part))
    if first is None:
        return None
    rest = _PARENTHESES.sub("", found.text[first.end : part.end]).strip()
    if first.kind != "members" and not _PREPOSITION.match(rest) and begins_with_somebody(rest):
        # "the BDT focal point for the Question"
        return None
    return first.names if not rest or _is_canonical(found, first) else None


def _is_canonical(found: Masked, one: Mention) -> bool:
    """Whether a name says enough, whatever is said of its bearer: an official's, `Member States`."""
    if one.kind == "members":
        return all(name in _NAMING.canonical_members for name in one.names)
    if found.text[one.start].islower():
        # "the directors of the regional offices" are not those of the Bureaux.
        return False
    return one.kind == "official" and all(names().lookup(name) is not None for name in one.names)


def _as_said(found: Masked, part: _Part) -> tuple[str, ...]:
    """A part as the text gives it, without an article; empty where it is too long to be anybody."""
    said = found.text[_past(_ARTICLES, found.masked, *part) : part.end]
    said = " ".join(_PARENTHESES.sub("", said).split())
    return (said,) if 2 < len(said) <= _LONGEST else ()
