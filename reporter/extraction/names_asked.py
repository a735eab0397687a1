"""Names that nothing but their place tells: `invites the International Council on Archives to report`.

Whoever a verb of asking is followed by is asked, and whoever stands behind "by the" does it, whatever they are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reporter.extraction.heads import head_noun, is_person, kind_of
from reporter.extraction.masking import Mention
from reporter.extraction.ordinals import is_ordinal
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import language

_VERBS = any_of(language().asking_verbs)

# Up to what they are asked to do, or who is to help
_UNTIL = (
    r"(?=\s*,\s+(?:in|as|jointly|together|through|within|with|acting|taking|on|under|by|at|where|when|if)\s"
    r"|(?:\s*+,)?\s++to\s+[a-z])"
)
# `Invites the … to present`
_ASKED = cued(
    rf"(?<![\w-])(?i:{_VERBS})\s+(?:(?i:also|further)\s+)?(?P<names>(?:the\s+)?[A-Z][^;:()]{{2,300}}?){_UNTIL}"
)
# The first words of an item below "Invites": `the … to present`
_ASKED_FIRST = re.compile(rf"(?P<names>[Tt]he\s+[A-Z][^;:()]{{2,300}}?){_UNTIL}")
_BETWEEN = re.compile(
    r"(?:\s*+,)?\s++(?:and|or|as\s+well\s+as|together\s+with)\s+(?=the\s(?!Pacific|Caribbean|Near\s+East))|\s*,\s+(?=the\s)|\s+and\s+(?=[A-Z]{3,}(?:-[A-Z]+)?\s*$)"
)
_SMALL = r"(?:(?:of|for|on|in|with|against)\s+(?:the\s+)?|and\s+(?:the\s+(?=Pacific|Caribbean|Near\s+East))?)"
_CAPITAL = r"[A-Z][\w'’/-]{0,60}"
_NAME = rf"{_CAPITAL}(?:\s+{_SMALL}?{_CAPITAL}){{1,20}}"
_WHOLE = re.compile(rf"(?:[Tt]he\s+)?(?P<name>(?!The\s){_NAME})")
# `the Rector`, of whom the whole name was said before
_TITLE = re.compile(rf"(?:[Tt]he\s+)?(?P<name>(?!The\s){_CAPITAL})")
_BY = cued(
    rf"(?<![\w-])by\s+the\s+(?P<name>(?>{_NAME}))(?=\s+(?:to|at|in|during|for|not|no|by|before|on|as|when|once|upon|within|after|every|each|under)\s|\s*[,;.]|\s*$)"
)
# `Iraq and Kuwait` are two; `Trade and Development` behind "on" is a matter
_TWO_NAMES = re.compile(r"\sand\s")
_MATTER = re.compile(r"\s(?:of|for|on|against)\s")
_NOUNS = frozenset(language().naming.nouns)
_MATTERS = frozenset((*language().naming.matters, "programme"))
_LEFT_OVER = re.compile(r"[A-Z]")


def names_asked(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """Whole names of those who are asked, where the names found otherwise leave a part of them out.

    Args:
        text: A folded text.
        known: What was found in it by lists and by nouns for bodies.
    """
    whole: list[str] = []
    for start, end in _places(text):
        if longer := _short_for(text[start:end], whole):
            yield Mention(start, end, (longer,), "official")
            continue
        inside = [one for one in known if one.start < end and start < one.end]
        if any(one.start <= start and (end <= one.end or one.kind == "members") for one in inside):
            continue
        left_over = _without(text, start, end, inside)
        # "by the Seventy-eighth World Health Assembly" names a session of it.
        if text[start:end] == text[start:end].capitalize() and not inside and not _has_article(text, start):
            # A State that is asked by its name: "requests France to".
            yield Mention(start, end, (text[start:end],), "members")
            continue
        if not inside and " " not in text[start:end] and text[start:end].lower() not in _NOUNS:
            # "requests the Controller": a title that no list holds
            yield Mention(start, end, (text[start:end],), "official")
            continue
        if " " in text[start:end] and _LEFT_OVER.search(left_over) and not is_ordinal(left_over):
            said = " ".join(text[start:end].split())
            whole.append(said)
            yield Mention(start, end, (said,), kind_of(head_noun(said)) if head_noun(said) else "official")


def _has_article(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].strip().lower() == "the"


def _short_for(title: str, whole: Sequence[str]) -> str | None:
    """The whole name that a title alone stands for: `Rector` for `Rector of the United Nations University`."""
    return next((name for name in whole if name.startswith(f"{title} of ")), None)


def _places(text: str) -> Iterator[tuple[int, int]]:
    first = _ASKED_FIRST.match(text)
    for match in (*([first] if first else []), *_ASKED.finditer(text)):
        begin, end = match.span("names")
        breaks = [one.span() for one in _BETWEEN.finditer(text, begin, end)]
        starts, stops = [begin, *(after for _, after in breaks)], [*(before for before, _ in breaks), end]
        for start, stop in zip(starts, stops, strict=True):
            whole = _WHOLE.fullmatch(text, start, stop)
            if whole and _is_one(whole["name"]) and (start == begin or _names_somebody(whole["name"])):
                yield whole.span("name")
            elif (title := _TITLE.fullmatch(text, start, stop)) and (start == begin or _names_a_person(title["name"])):
                yield title.span("name")
    for match in _BY.finditer(text):
        if _is_one(match["name"]):
            yield match.span("name")


def _names_a_person(title: str) -> bool:
    """Whether one word is the title of somebody: `Registrar`, not `Environment`."""
    return is_person(title) or title.lower().endswith(("or", "er", "ar", "man", "son", "ist"))


def _names_somebody(name: str) -> bool:
    """Whether a name ends in a noun for somebody, or is of something: `Programme Budget` is a matter."""
    return _MATTER.search(name) is not None or name.split()[-1].lower().rstrip("s") not in _MATTERS


def _is_one(name: str) -> bool:
    two = _TWO_NAMES.search(name)
    return two is None or _MATTER.search(name, 0, two.start()) is not None


def _without(text: str, start: int, end: int, mentions: Iterable[Mention]) -> str:
    """What the mentions leave of a stretch."""
    kept, at = [], start
    for one in sorted(mentions, key=lambda one: one.start):
        kept.append(text[at : max(at, one.start)])
        at = max(at, one.end)
    return "".join([*kept, text[at:end]])
