"""Finds where resolutions begin and reads their headers: body, number, title, place, year, history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from reporter.model import Adoption, Paragraph
from reporter.parsing.adoption import AdoptionLine, read_adoption
from reporter.parsing.fold import fold
from reporter.parsing.verbs import is_heading, opening
from reporter.vocabulary.conferences import held_at
from reporter.vocabulary.names import names
from reporter.vocabulary.toml import load, spaced

_PROPOSAL = re.compile(r"\(?(ADD|MOD|SUP|NOC)\)?(?=\s|$)")
_SYMBOL = re.compile(r"[A-Z]{2,5}(?:/[A-Z]{2,5})*/\d+[A-Z]\d+(?:A\d+)?/\d+\s*$")
_ENACTING = re.compile(
    r"(?:Resolution\s+)?The\s+(?P<words>[^,;:()]{3,160}?)\s*(?:\((?P<adoption>[^()]{3,120})\))?(?:\s*,\s*(?:meeting|at its|assembled|convened)\s[^;:]{3,120})?\s*[,:;]?\s*$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"^(?:[A-Za-z]+-)?(?:\w+(?:st|nd|rd|th)|first|second|third)\s+(?:\w+\s+)?(?=[A-Z])", re.IGNORECASE
)
_BODY_NOUN = re.compile(
    r"\b(?:Council|Assembly|Conference|Committee|Commission|Board|Congress|Meeting|Body|Forum|Parliament|Parties)\b",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"\(?(?:[^()]*\b(?:19|20)\d\d\b[^()]*|(?:rev\. ?)?(?:WRC|WTSA|WTDC|PP|RA)-\d\d)\)?\s*$", re.IGNORECASE
)
_NOT_TITLE = re.compile(
    r"(?:\[.*\]$|\(adopted [^()]*\)$|distr\b|original:|\(?agenda item|\(?item \d|\((?:\d|[A-Z][a-z]+ plenary)[^()]*(?:meeting|session)[^()]*\)|resolution adopted|resolution(?:s)? and decision|adopted |\d{1,2} [A-Z][a-z]+ \d{4}$"
    r"|[\w-]+ (?:regular |special )?session\b[^a-z]*$|[\w-]+ plenary meeting$|\*+$|_+$|-+$|united nations$|general assembly$|security council$|"
    r"economic and social council$|human rights council$|world health assembly$|a/\S+$|s/\S+$|e/\S+$|gc\(\S+$|page \d|draft resolution$|"
    r"the general assembly$|general conference$|date: |[A-Z]+ ?/ ?[A-Z0-9/]+$)",
    re.IGNORECASE,
)
_REST_OF_SENTENCE = re.compile(
    r"(?:of|on|concerning|and|as|by|in|from|for|or|was|is|shall|which|to|also|adopted|together)\b|[,;]"
)
_TITLE_PARAGRAPHS = 6


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of a resolution says.

    Attributes:
        first: Index of its first paragraph.
        body_from: Index of the first paragraph after the header.
        family_body: Body that the form of the number tells; None where it does not.
        number: As cited; "" where the text has none.
        title: One line; "" where none was found.
        adoption: What the parentheses after the number say.
        enacting: Canonical name in the enacting line; None without one.
        enacting_adoption: What the parentheses in the enacting line say.
        history: The adoptions named below the title.
        kind: `resolution`, `decision`, `opinion` or `recommendation`.
        proposal: `ADD`, `MOD`, `SUP`, `NOC`, or None.
        adopted: Year that a line "adopted on …" tells; None without one.
    """

    first: int
    body_from: int
    family_body: str | None = None
    number: str = ""
    title: str = ""
    adoption: AdoptionLine = AdoptionLine(False, ())
    enacting: str | None = None
    enacting_adoption: AdoptionLine = AdoptionLine(False, ())
    history: tuple[Adoption, ...] = ()
    kind: str = "resolution"
    proposal: str | None = None
    adopted: int | None = None

    @property
    def in_force(self) -> Adoption | None:
        """The adoption in force: of the number's parentheses, else the enacting line's, else the history's last."""
        last = max(self.history, key=lambda one: one.year, default=None)
        return self.adoption.in_force or self.enacting_adoption.in_force or last

    @property
    def revises(self) -> Adoption | None:
        """The adoption replaced: a merged revision mark tells, else the history line; None where neither does."""
        force = self.in_force
        earlier = [one for one in self.history if force and one.year < force.year]
        return (
            self.adoption.replaced
            or self.enacting_adoption.replaced
            or max(earlier, key=lambda one: one.year, default=None)
        )

    @property
    def body(self) -> str:
        """Canonical name of the adopting body; "" where nothing tells."""
        told = self.enacting or self.family_body
        if told:
            return told
        if self.adoption.bodies:
            return self.adoption.bodies[-1]
        force = self.in_force
        met = held_at(force.place, force.year) if force and force.place else ()
        return met[0].body if len(met) == 1 else ""

    @property
    def year(self) -> int | None:
        """Year of the adoption in force, else of the session; None where nothing tells."""
        force = self.in_force
        return force.year if force else self.adopted or _session_year(self.number, self.body)


def find_headers(paragraphs: Sequence[Paragraph]) -> tuple[Header, ...]:
    """The headers of all resolutions of a document, in order.

    A document whose paragraphs hold no header but an enacting line or a governing verb is one resolution without a
    number; one that holds neither has none.
    """
    texts = [fold(paragraph.text) for paragraph in paragraphs]
    starts: list[Header] = []
    for index, text in enumerate(texts):
        started = _start(index, text)
        if started is None or (starts and index < starts[-1].body_from):
            continue
        header = _complete(started, texts)
        if starts and _continues(starts[-1], header, texts):
            starts[-1] = _merge(starts[-1], header)
        else:
            starts.append(header)
    if starts:
        return _without_contents(starts, texts)
    return _unnumbered(texts)


def _start(index: int, text: str) -> Header | None:
    """The header that begins at a paragraph; None where none does."""
    proposal = _PROPOSAL.match(text)
    rest = text[proposal.end() :].lstrip() if proposal else text
    kind = proposal[1] if proposal else None
    if proposal and not rest.lower().startswith(("resolution", "decision", "opinion", "recommendation")):
        return None
    for entry, pattern in _families():
        match = pattern.match(rest)
        if match is None:
            continue
        found = match.groupdict()
        title = _clean(found.get("title") or "")
        if title and (_REST_OF_SENTENCE.match(title) or rest.rstrip().endswith((";", ","))):
            return None
        number = found["number"]
        return Header(
            first=index,
            body_from=index + 1,
            family_body=entry.get("body"),
            number=_shorten(number, entry.get("body")),
            title=title,
            adoption=read_adoption(found.get("adoption") or ""),
            kind=(found.get("kind") or "resolution").lower(),
            proposal=kind,
        )
    return None


def _complete(header: Header, texts: Sequence[str]) -> Header:
    """Adds what follows the number: title, history line, enacting line."""
    title: list[str] = [header.title] if header.title else []
    index = header.body_from
    before = texts[max(0, header.first - 8) : header.first]
    header = replace(header, adopted=next((year for one in before if (year := _adopted_year(one))), None))
    limit = min(len(texts), index + 14)
    while index < limit:
        text = texts[index].strip()
        if enacting := _enacting(text):
            body, adoption = enacting
            return replace(
                header, title=_clean(" ".join(title)), enacting=body, enacting_adoption=adoption, body_from=index + 1,
                proposal=header.proposal or _proposal_above(header.first, texts),
            )  # fmt: skip
        again = _start(index, text)
        if again and _same_number(header, again):
            title = [again.title] if again.title else title
            header = replace(header, adoption=header.adoption if header.adoption.adoptions else again.adoption)
            index += 1
            continue
        found = opening(text)
        if (found and (found.operative or is_heading(text, found)) and title) or (again and title):
            break
        if text.startswith("(") and text.count("(") > text.count(")"):
            text, index = _joined(texts, index)
        if _is_history(text):
            header = replace(header, history=tuple(read_adoption(text).adoptions))
        elif year := _adopted_year(text):
            header = replace(header, adopted=header.adopted or year)
        elif found and not found.operative and title:
            break
        elif not _NOT_TITLE.match(text) and len(title) < _TITLE_PARAGRAPHS and not header.history:
            title.append(text)
        index += 1
    else:
        # Nothing that opens a resolution came: take the first line as title and leave the rest to the sections.
        index = header.body_from if header.title else min(header.body_from + 1, len(texts))
        title = title[:1]
    return replace(
        header, title=_clean(" ".join(title)), body_from=index,
        proposal=header.proposal or _proposal_above(header.first, texts),
    )  # fmt: skip


def _proposal_above(first: int, texts: Sequence[str]) -> str | None:
    """An editorial mark on a line of its own, with or without the proposal's symbol: `MOD	ARB/21A19/1`."""
    for text in reversed(texts[max(0, first - 2) : first]):
        match = _PROPOSAL.match(text.strip())
        if match and (match.end() == len(text.strip()) or _SYMBOL.search(text)):
            return match[1]
    return None


def _enacting(text: str) -> tuple[str, AdoptionLine] | None:
    """Body and adoption of an enacting line: `The World Telecommunication Development Conference (Kigali, 2022),`."""
    match = _ENACTING.match(text)
    if match is None or len(text) > 260:
        return None
    words = match["words"]
    for found in names().pattern.finditer(words):
        name = names().lookup(found[0])
        if name and name.kind == "body" and len(name.names) == 1 and names().bodies[name.names[0]].adopts:
            return name.names[0], read_adoption(match["adoption"] or "")
    if words.lower() in ("council", "itu council") or words.lower().startswith("council of the international"):
        return "Council", read_adoption(match["adoption"] or "")
    if _BODY_NOUN.search(words) and text.rstrip().endswith((",", ":")) and words[0].isupper():
        name = _ORDINAL.sub("", words)
        return name.title() if name.isupper() else name, read_adoption(match["adoption"] or "")
    return None


def _is_history(text: str) -> bool:
    said = (
        text.startswith("(")
        and _HISTORY.match(text)
        and not re.search(r"\b(?:meeting|session|adopted)\b", text, re.IGNORECASE)
    )
    return bool(said and read_adoption(text).adoptions)


def _joined(texts: Sequence[str], index: int) -> tuple[str, int]:
    """The paragraphs from `index` to the one that closes the parenthesis, as one text, and the index of the last."""
    for last in range(index, min(index + 4, len(texts))):
        text = " ".join(texts[index : last + 1]).strip()
        if text.count("(") <= text.count(")"):
            return text, last
    return texts[index].strip(), index


def _adopted_year(text: str) -> int | None:
    for pattern in _adopted_patterns():
        if (match := pattern.search(text)) and len(text) < 200:
            return int(match["year"])
    return None


def _session_year(number: str, body: str) -> int | None:
    """The year that a number tells by its session, from the rules in `families.toml`; None where none applies."""
    for rule in load("families")["session"]:
        if rule.get("body") in (None, body) and (match := re.fullmatch(rule["pattern"], number, re.IGNORECASE)):
            return int(match[1]) * int(rule["every"]) + int(rule["base"])
    return None


def _shorten(number: str, body: str | None) -> str:
    """The number as cited, white space folded."""
    return re.sub(r"\s+", " ", number).strip() if body != "General Assembly" else re.sub(r"\s+", "", number)


def _continues(before: Header, header: Header, texts: Sequence[str]) -> bool:
    """Whether a header repeats the one before it: a symbol at the top of the page, then number and title."""
    opened = any(opening(text) for text in texts[before.body_from : header.first])
    return _same_number(before, header) and not opened and header.first - before.first < 14


def _same_number(before: Header, header: Header) -> bool:
    return before.number == header.number or before.number.endswith(f"/{header.number}")


def _merge(before: Header, header: Header) -> Header:
    return replace(
        header,
        first=before.first,
        family_body=header.family_body or before.family_body,
        adoption=header.adoption if header.adoption.adoptions else before.adoption,
        adopted=before.adopted or header.adopted,
        proposal=before.proposal or header.proposal,
    )


def _without_contents(headers: list[Header], texts: Sequence[str]) -> tuple[Header, ...]:
    """Leaves out the lines of a table of contents: headers with nothing under them, said again with text later."""
    ends = [*(header.first for header in headers[1:]), len(texts)]
    full = [
        any(opening(text) for text in texts[header.body_from : end]) for header, end in zip(headers, ends, strict=True)
    ]
    numbers = {header.number for header, has_text in zip(headers, full, strict=True) if has_text}
    kept = [
        header
        for header, has_text in zip(headers, full, strict=True)
        if has_text or (header.number not in numbers and header.proposal == "SUP") or not numbers
    ]
    return tuple(kept)


def _unnumbered(texts: Sequence[str]) -> tuple[Header, ...]:
    """A text that begins without a number: the paragraphs before its enacting line or first verb are its title."""
    for index, text in enumerate(texts):
        enacting = _enacting(text.strip())
        found = opening(text)
        if enacting or (found and found.operative and is_heading(text, found)):
            title = [one for one in texts[max(0, index - 3) : index] if not _NOT_TITLE.match(one)]
            return (
                Header(
                    first=0,
                    body_from=index + 1 if enacting else index,
                    title=_clean(" ".join(title)),
                    enacting=enacting[0] if enacting else None,
                    enacting_adoption=enacting[1] if enacting else AdoptionLine(False, ()),
                    adopted=next((year for one in texts[:index] if (year := _adopted_year(one))), None),
                ),
            )
    return ()


def _clean(title: str) -> str:
    return re.sub(r"\s+", " ", title).strip(" \t-–—:*")


@cache
def _families() -> tuple[tuple[dict[str, Any], re.Pattern[str]], ...]:
    entries = load("families")["family"]
    return tuple((entry, re.compile(spaced(entry["pattern"]), re.IGNORECASE)) for entry in entries)


@cache
def _adopted_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(spaced(pattern)) for pattern in load("families")["adopted"]["patterns"])
