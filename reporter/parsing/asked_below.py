"""Reads whom a line names below a verb that stands alone: `Invites`, and there `the restricted unions to inform`.

Every function but `with_numbers_below` takes folded text. But for that and `directed_to` they are only of use below
such a verb: elsewhere the same words tell something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reporter.model import Paragraph
from reporter.parsing.fold import fold
from reporter.parsing.labels import typed_label
from reporter.vocabulary.language import language

# No task, and nothing that only says how or when: "to report", "in addition to its report"
_NO_NAME = (
    r"(?!(?:to|that|not|in|on|at|by|for|from|with|under|within|when|where|if|as|having|taking|following|also|further|an?)"
    r"\b|the\s+following\b)"
)
_LONGEST = 250
# `the Council of Administration:`
_ALONE = re.compile(rf"(?P<name>{_NO_NAME}[^;:.]{{3,{_LONGEST}}}?)\s*:")
# `the Council of Administration`, where what it is asked stands below
_BARE = re.compile(rf"(?P<name>{_NO_NAME}[^;:.]{{3,{_LONGEST}}}?)")
# Who may be asked without an article: `Member States`, `member countries`, `relevant stakeholders`
_NAMES_SOMEBODY = re.compile(
    r"(?:the|all|each|every|its|both|those|any|other)\s|[A-Z]|[a-z][a-z, -]{0,60}\b[a-z]+s\b", re.ASCII
)
# `the operators that have received help [to submit a report]`; not "the right to know", "with respect to those"
_WITH_TASK = re.compile(
    rf"(?P<name>{_NO_NAME}[^;:.]{{2,{_LONGEST}}}?),?\s+"
    rf"{language().no_noun_before}(?<!\bview\s)(?<!\bneed\s)(?<!\bneeds\s)(?<!\bmeasures\s)(?<!\border\s)"
    r"(?=(?:not\s+)?to\s+(?!(?:the|this|that|these|those|its|their|which|each|every|all|be\s+held|in|above|below|under)\b)[a-z]{2,})"
)
# `Directed to Parties`, `Decisions directed to: the Secretariat`, over decisions that have their own numbers
_DIRECTED_TO = re.compile(
    rf"(?:decisions?\s+)?directed\s+to(?:\s*:)?\s+(?P<name>[^;:.]{{3,{_LONGEST}}}?)\s*:?\s*", re.IGNORECASE
)
# How such a line begins; hardly a paragraph holds these words
_DIRECTS = re.compile(r"D(?:irected|IRECTED|ecision|ECISION)")


def directed_to(words: str) -> str | None:
    """Whom a line says the decisions below it are directed to; None for any other line."""
    if not _DIRECTS.match(words):
        return None
    match = _DIRECTED_TO.fullmatch(words.strip())
    return match["name"] if match else None


def with_numbers_below(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, the number beside whom a decision is directed to given to the decision.

    `8.42 Directed to the Secretariat`, and there `The Secretariat shall`: the number cites what the Secretariat shall.
    """
    number = ""
    for paragraph in paragraphs:
        if not number and not _DIRECTS.search(paragraph.text):
            yield paragraph
            continue
        text = fold(paragraph.text)
        label = typed_label(text)
        if label and directed_to(text[label[1] :]):
            number = text[: label[1]].strip()
            yield replace(paragraph, text=paragraph.text[label[1] :], start=paragraph.start + label[1])
            continue
        yield replace(paragraph, label=number) if number and not label and not paragraph.label else paragraph
        number = ""


def asked_alone(words: str, following: str) -> str | None:
    """Whom a line names and nothing else, `the Postal Council:`; None for any other line.

    Args:
        words: The line.
        following: The words of the next one, its label left out. Without a colon it has to go on with what is asked.
    """
    match = _ALONE.fullmatch(words.strip())
    if match is None and following.startswith("to "):
        match = _BARE.fullmatch(words.strip())
    if match is None or _WITH_TASK.match(words) or not _NAMES_SOMEBODY.match(match["name"]):
        return None
    return match["name"]


def asked_first(words: str) -> str:
    """Whom a clause names before it says what to do: `the unions` of "the unions to inform the Council"; "" without."""
    match = _WITH_TASK.match(words)
    return match["name"] if match and _NAMES_SOMEBODY.match(match["name"]) else ""
