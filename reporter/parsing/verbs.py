"""Recognises the verb that opens a section or a clause: `instructs the Director of BDT`, `Also requests …`, `Recalling …`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reporter.vocabulary.language import Language, language

_ADDRESSEE_LIMIT = 400


@dataclass(frozen=True, slots=True)
class Opening:
    """A governing verb at the start of a paragraph.

    Attributes:
        verb: In the third person (`instructs`) or the participle of a preamble (`recalling`), lower case.
        operative: False for a preamble's.
        inner: Infinitive of a second verb that it governs (`resolves to instruct …` gives `instruct`); None without.
        rest: Offset where the words after verb and adverbs begin.
    """

    verb: str
    operative: bool
    inner: str | None
    rest: int


@dataclass(frozen=True, slots=True)
class Address:
    """The words after a governing verb, taken apart.

    Attributes:
        addressee: Who is asked, verbatim, without collaborators; "" where nobody is named.
        collaborators: Who is to help, verbatim.
        task: Offset, into the words given, of what they are asked to do; None where the words end before it.
    """

    addressee: str
    collaborators: str
    task: int | None


def opening(text: str, code: str = "en") -> Opening | None:
    """The governing verb at the start of a folded text; None where it starts otherwise."""
    words = language(code)
    match = _opening_pattern(code).match(text)
    if match is None:
        return None
    verb = re.sub(r"\s+", " ", match["verb"].lower())
    operative = verb in words.infinitives
    inner = match["inner"].lower() if match["inner"] else None
    return Opening(verb, operative, re.sub(r"\s+", " ", inner) if inner else None, match.end())


def broken_opening(text: str, code: str = "en") -> Opening | None:
    """A verb in the third person after "to" (`to invites the Director of BDT`): a heading with merged revision marks."""
    match = re.match(r"to\s+", text)
    found = opening(text[match.end() :], code) if match else None
    if match is None or found is None or not found.operative:
        return None
    return Opening(found.verb, True, found.inner, found.rest + match.end())


def address(words: str, code: str = "en") -> Address:
    """Takes apart the words after a governing verb: who, with whom, to do what."""
    task = _TASK.search(words)
    head = words[: task.start()] if task else words
    helped = language(code).collaboration.search(head)
    addressee = re.split(r",\s+as\s", head[: helped.start()] if helped else head)[0].strip(" ,;:.\t\n")
    collaborators = head[helped.end() :].strip(" ,;:.\t\n") if helped else ""
    return Address(addressee, collaborators, task.start() if task else None)


_TASK = re.compile(r"(?<![\w-])(?:to\s+(?!(?:the|this|that|its|which|be\s+held)\b)[a-z]+|that\b|not\s+to\b|[:;])|:\s*$")


@cache
def _opening_pattern(code: str) -> re.Pattern[str]:
    words: Language = language(code)
    verbs = sorted([*words.infinitives, *words.preamble], key=lambda one: -len(one))
    adverbs = "|".join(
        re.escape(one).replace(r"\ ", r"\s+") for one in sorted(words.adverbs, key=lambda one: -len(one))
    )
    listed = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in verbs)
    inner = "|".join(re.escape(words.infinitives[one]).replace(r"\ ", r"\s+") for one in words.directive_verbs)
    return re.compile(
        rf"(?:(?:{adverbs})[\s,]+)*(?P<verb>{listed})(?![\w-])"
        rf"(?:[\s,]+(?:{adverbs})(?![\w-]))*(?:[\s,]+to\s+(?:(?:{adverbs})\s+)*(?P<inner>{inner})(?![\w-]))?[\s,]*",
        re.IGNORECASE,
    )


def is_heading(text: str, found: Opening, code: str = "en") -> bool:
    """Whether a paragraph that opens with a verb is a heading over clauses, not a clause in itself.

    `instructs the Director of BDT, in cooperation with the Director of TSB` is one; `Requests the Secretary-General to
    submit a report` is not.
    """
    rest = text[found.rest :].rstrip()
    if not rest.strip(" ,:;.") or rest.endswith(":"):
        return True
    if len(rest) > _ADDRESSEE_LIMIT or rest.endswith((".", ";")):
        return False
    taken = address(rest, code)
    return (
        taken.task is None
        and found.operative
        and found.verb in language(code).directive | {"resolves", "decides", "agrees"}
    )
