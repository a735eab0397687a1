"""Finds where the resolutions of a document begin and reads the head of each, up to its first verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reporter.model import Adoption
from reporter.parsing.asked_below import directed_to
from reporter.parsing.by_itself import by_itself
from reporter.parsing.enacting import Enacting, body_named, enacting
from reporter.parsing.families import (
    HeaderLine,
    adopted,
    clean_title,
    goes_on,
    header_line,
    history,
    is_furniture,
    proposal_mark,
)
from reporter.parsing.header import Header
from reporter.parsing.labels import typed_label
from reporter.parsing.lines import DANGLING, looks_like_title, role
from reporter.parsing.verbs import asks, is_heading, opening, opening_behind_subject

# "2/12", "18-18418", "2/2 18-18418"
# The foot of a page of the United Nations: `26-24417   2/3`, perhaps with the rule below it
_JOB_NUMBER = re.compile(r"(?:\d\d-\d{5}(?:\s+\d{1,3}/\d{1,3})?|\d{1,3}/\d{1,3}\s+\d\d-\d{5})(?:\s+_+)?")
_PAGE_OR_JOB = re.compile(r"\s*(?:\d{1,3}(?:/\d{1,3})?)?\s*(?:\d{2}-\d{5})?(?:\s+\d{1,3}/\d{1,3})?\s*")
# The words of a footnote, as they stand between the paragraphs of a page: `Resolution 66/137, annex.`
_OF_A_NOTE = re.compile(
    r"Resolutions?\s+(?:[A-Z]{1,2}-)?\d+(?:/\d+|(?:\s[A-Z])?\s\([IVXL]+\))(?:\s[A-Z](?:\s+(?:and|to)\s+[A-Z])?)?"
    r"(?:,\s+(?:annex|anne|appendix|sect|para|chap|part)[^;]{0,60})?\s*\."
)
# `A/RES/73/8        Report of the Agency`, the head of a page
_SYMBOL_AND_TITLE = re.compile(r"[A-Z]\S{0,40}\d\S{0,20}(?:\t|\s{3,})\s*[A-Z]")
_SYMBOL_AND_WORDS = re.compile(r"[AES]/RES/\S+\s[A-Z]")
# The title of a text without a number
_DECISION = re.compile(r"(?:draft\s+)?decisions?\b", re.IGNORECASE)
# "We, the Ministers of the participating States, meeting in Banjul on 11 November 2026,"
_DECLARED = re.compile(r"We,\s+(?:the\s+)?[A-Z][^;:.]{3,600}[,:]?\s*\Z")
# "On the recommendation of its officers,"
_REASON = re.compile(r",\s*\Z")
# The kind of the text on a line of its own, above its number
_KIND_ALONE = re.compile(r"(?:draft\s+)?(?:resolution|decision|recommendation|opinion)s?:?", re.IGNORECASE)
# "Subject: European Council meeting (19 and 20 March 2026) – Conclusions", below "From:" and "To:"
_SUBJECT = re.compile(r"subject\s?:\s*(?P<title>\S.*)", re.IGNORECASE | re.DOTALL)
_SAYS_KIND = re.compile(r"(?:draft\s+)?(?P<kind>resolution|decision|recommendation|opinion)\s", re.IGNORECASE)
_NAMES_RESOLUTION = re.compile(r"resolution|/RES/", re.IGNORECASE)
_SOON = 5
_BESIDE = 3
_TAIL = 40
_LONGEST_SYMBOL = 60
_SHORTEST_TITLE = 12
_TITLE_PARAGRAPHS = 6
_HEAD_PARAGRAPHS = 14
_ABOVE = 8
_HISTORY_PARAGRAPHS = 4


def find_headers(texts: Sequence[str]) -> tuple[Header, ...]:
    """The headers of all resolutions of a document, in order.

    Args:
        texts: Its paragraphs, folded.

    Returns:
        One header for each text: the lines of a table of contents are left out, and so is a symbol at the top of a
        page whose number is said again below. A document without any header but with an enacting line or a verb that
        asks something is one resolution without a number; one that has neither has none.
    """
    headers: list[Header] = []
    for index, text in enumerate(texts):
        if headers and index < headers[-1].body_from:
            continue
        if (line := header_line(text)) and not _is_cited(line, texts, index):
            header = _read_head(index, line, texts, first_of_all=not headers)
            if headers and _repeats(headers[-1], header, texts):
                headers[-1] = _merged(headers[-1], header)
            elif not (headers and _is_running_head(headers[-1], header)):
                headers.append(header)
    if not headers:
        return _unnumbered(texts)
    # Decisions with numbers of their own, `Directed to the Secretariat`, stand before the resolutions of a volume.
    before = texts[: headers[0].top]
    decisions = _unnumbered(before) if any(map(directed_to, before)) else ()
    return (*decisions, *_without_contents(headers, texts))


def ends(headers: Sequence[Header], count: int) -> list[int]:
    """For each header the paragraph before which its text ends, of a document of `count` paragraphs."""
    following = [*(header.top for header in headers[1:]), count][: len(headers)]
    return [end if header.limit is None else header.limit for header, end in zip(headers, following, strict=True)]


def _is_cited(line: HeaderLine, texts: Sequence[str], index: int) -> bool:
    """Whether a number on a line of its own is a footnote, or the middle of a sentence broken over lines."""
    if line.proposal:
        return False
    if _OF_A_NOTE.fullmatch(texts[index].strip()):
        return not _speaks_soon(texts, index + 1)
    if line.title and _SYMBOL_AND_WORDS.match(texts[index]):
        # `A/RES/70/1 Transforming our world`, in a list of what is quoted
        return not _speaks_soon(texts, index + 1)
    if line.is_small:
        return not _speaks_soon(texts, index + 1)
    if index and DANGLING.search(texts[index - 1][-_TAIL:].rstrip()):
        return True
    following = texts[index + 1].lstrip() if index + 1 < len(texts) and not line.title else ""
    if not goes_on(following) or opening(following) or typed_label(following):
        return False
    if is_furniture(following) or adopted(following) is not None:
        return False
    # "establishing a fund", and there "The Committee of Ministers,"
    return not _speaks_soon(texts, index + 2)


def _speaks_soon(texts: Sequence[str], start: int) -> bool:
    """Whether a body begins to speak a few paragraphs below, before any other header."""
    for text in texts[start : start + _SOON]:
        if enacting(text.strip()):
            return True
        if header_line(text):
            return False
    return False


@dataclass(slots=True)
class _Head:
    """What has been gathered of a head so far."""

    title: list[str]
    subject: bool = False
    history: tuple[Adoption, ...] = ()
    adopted: Adoption | None = None
    enacting: Enacting | None = None
    line: list[HeaderLine] = field(default_factory=list)

    def take(self, text: str) -> None:
        """A line below the number that does not begin the text: history, adoption, furniture or title."""
        if subject := _SUBJECT.match(text):
            self.title, self.subject = [subject["title"]], True
        elif named := history(text):
            self.history = named
        elif on := adopted(text):
            self.adopted = self.adopted or on
        elif self._goes_on_with_title(text):
            self.title.append(text)

    def _goes_on_with_title(self, text: str) -> bool:
        if self.subject or self.history or len(self.title) >= _TITLE_PARAGRAPHS:
            return False
        return not (is_furniture(text) or _KIND_ALONE.fullmatch(text))

    def take_again(self, line: HeaderLine) -> None:
        """The number said a second time, with the title or the parentheses that the first lacked."""
        self.line.append(line)
        self.title = [line.title] if line.title else self.title


def _read_head(first: int, line: HeaderLine, texts: Sequence[str], *, first_of_all: bool) -> Header:
    """Reads on from the line with the number to the first paragraph of the text itself."""
    head = _Head([line.title] if line.title else [])
    if first_of_all:
        # The lines above a later header belong to the text before it.
        head.adopted = next((on for text in texts[max(0, first - _ABOVE) : first] if (on := adopted(text))), None)
    body_from = _gather(head, first + 1, line, texts)
    if body_from is None:
        # Nothing that opens a resolution came: the first line is the title, the rest is left to the sections.
        body_from = first + 1 if line.title else min(first + 2, len(texts))
        below = range(first + 1, min(first + _HEAD_PARAGRAPHS, len(texts)))
        body_from = next((one + 1 for one in below if _SUBJECT.match(texts[one].strip())), body_from)
        head.title = head.title[:1]
    if first_of_all and not head.title:
        head.title = _title_above(first, texts)
    above = _mark_above(first, texts)
    return Header(
        top=first if above is None else above,
        first=first,
        body_from=body_from,
        family_body=line.body,
        number=line.number,
        title=clean_title(" ".join(head.title)),
        adoption=next((one.adoption for one in (line, *head.line) if one.adoption.adoptions), line.adoption),
        enacting=head.enacting,
        history=head.history,
        kind=_kind(line, texts[first], head.enacting),
        proposal=line.proposal or (None if above is None else proposal_mark(texts[above])),
        adopted=head.adopted,
        is_symbol=_is_symbol(texts[first]),
    )


def _title_above(first: int, texts: Sequence[str]) -> list[str]:
    """The title where it stands above the first number of a file and none below it: right above, or above its kind."""
    above = first - 1
    if above >= 0 and _KIND_ALONE.fullmatch(texts[above].strip()):
        above -= 1
    words = texts[above].strip() if above >= 0 else ""
    if len(words) < _SHORTEST_TITLE or not looks_like_title(words):
        return []
    return [] if is_furniture(words) or adopted(words) or enacting(words) or proposal_mark(words) else [words]


def _kind(line: HeaderLine, text: str, spoken: Enacting | None) -> str:
    """What the number is of; one that does not say it is a decision's where the text tells of it in the past."""
    told = spoken is not None and spoken.told and not _NAMES_RESOLUTION.search(text)
    return "decision" if told else line.kind


def _is_symbol(text: str) -> bool:
    """Whether a line with a number is a symbol (`A/RES/73/8`, `WHA76.21`), alone or with a title far to its right."""
    return (len(text) < _LONGEST_SYMBOL and len(text.split()) == 1) or _SYMBOL_AND_TITLE.match(text) is not None


def page_heads(header: Header, texts: Sequence[str], end: int) -> frozenset[int]:
    """Indexes of paragraphs in a resolution's text that are heads and feet of its pages, left there by an export.

    They are told by its symbol, which stands alone; its title and the numbers of page and print job stand beside it.
    """
    found: set[int] = set()
    for index in range(header.body_from, end):
        text = texts[index].strip()
        if _JOB_NUMBER.fullmatch(text):
            found.add(index)
        elif _is_symbol(text) and (line := header_line(text)) and _same_number(header.number, line.number):
            beside = range(max(header.body_from, index - _BESIDE), min(end, index + _BESIDE + 1))
            found |= {index, *(one for one in beside if _stands_beside_symbol(texts[one], header.title))}
    return frozenset(found)


def _stands_beside_symbol(text: str, title: str) -> bool:
    return _PAGE_OR_JOB.fullmatch(text) is not None or (title != "" and clean_title(text) == title)


def _gather(head: _Head, index: int, line: HeaderLine, texts: Sequence[str]) -> int | None:
    """Fills `head` from the paragraphs below; the index where the text begins, None where nothing begins one."""
    limit, first = min(len(texts), index + _HEAD_PARAGRAPHS), texts[index - 1]
    while index < limit:
        text = texts[index].strip()
        if head_ends := enacting(text):
            head.enacting = head_ends
            return index + 1
        if proposal_mark(text) or role(text) == "reasons":
            return index
        if again := header_line(text):
            if not _same_number(line.number, again.number) or _are_two_kinds(first, text):
                return index
            head.take_again(again)
        elif head.title and opening(text):
            return index
        else:
            text, index = _whole_parenthesis(texts, index)
            head.take(text)
        index += 1
    return None


def _whole_parenthesis(texts: Sequence[str], index: int) -> tuple[str, int]:
    """A parenthesis broken over paragraphs as one text, and the index of its last; other paragraphs as they are."""
    text = texts[index].strip()
    if not text.startswith("("):
        return text, index
    for last in range(index, min(index + _HISTORY_PARAGRAPHS, len(texts))):
        joined = " ".join(texts[index : last + 1]).strip()
        if joined.count("(") <= joined.count(")"):
            return joined, last
    return text, index


def _mark_above(first: int, texts: Sequence[str]) -> int | None:
    """Index of the editorial mark on a line of its own above a header; None without one.

    `SUP A/RES/73/3` is the header of another text, which ends above.
    """
    above = range(first - 1, max(-1, first - 3), -1)
    return next((one for one in above if proposal_mark(texts[one]) and not header_line(texts[one])), None)


def _same_number(before: str, again: str) -> bool:
    return before == again or before.endswith(f"/{again}")


def _are_two_kinds(before: str, again: str) -> bool:
    """Whether two lines with a number say that they are of different kinds: `OPINION 1`, and there `RESOLUTION 1`."""
    kinds = [_SAYS_KIND.match(text.strip()) for text in (before, again)]
    return all(kinds) and len({one["kind"].lower() for one in kinds if one}) > 1


def _repeats(before: Header, header: Header, texts: Sequence[str]) -> bool:
    """Whether a header repeats the one before it: a symbol at the top of the page, then number and title."""
    if not before.same_text_as(header) or header.first - before.first >= _HEAD_PARAGRAPHS:
        return False
    return not _opens(texts, before.body_from, header.first)


def _is_running_head(before: Header, header: Header) -> bool:
    """Whether a header is the symbol of the text under way (`A/RES/73/8`), printed at the top of a further page."""
    return header.is_symbol and header.enacting is None and before.same_text_as(header)


def _merged(before: Header, header: Header) -> Header:
    return replace(
        header,
        top=before.top,
        first=before.first,
        family_body=header.family_body or before.family_body,
        adoption=header.adoption if header.adoption.adoptions else before.adoption,
        adopted=before.adopted or header.adopted,
        proposal=before.proposal or header.proposal,
    )


def _without_contents(headers: Sequence[Header], texts: Sequence[str]) -> tuple[Header, ...]:
    """Leaves out headers with no text under them: lines of a table of contents, citations on a line of their own.

    A proposed suppression has none either, and stays unless the same text is there too; so does everything where no
    header at all has text under it. What was left out ends the text before it, unless items of a list go on below.
    """
    spans = list(zip(headers, ends(headers, len(texts)), strict=True))
    with_text = {header for header, end in spans if _has_text(header, texts, end)}
    told = {(header.kind, header.number) for header in with_text}
    kept: list[Header] = []
    for header, end in spans:
        is_suppressed = header.proposal == "SUP" and (header.kind, header.number) not in told
        if header in with_text or not told or is_suppressed:
            kept.append(header)
        elif kept and kept[-1].limit is None and not any(map(typed_label, texts[header.body_from : end])):
            kept[-1] = replace(kept[-1], limit=header.top)
    return tuple(kept)


def _has_text(header: Header, texts: Sequence[str], end: int) -> bool:
    """Whether a section opens below a header; where the body speaks, a numbered paragraph with a verb is enough."""
    if _opens(texts, header.body_from, end):
        return True
    labels = ((text, typed_label(text)) for text in texts[header.body_from : end]) if header.enacting else ()
    return any(label is not None and opening(text[label[1] :]) for text, label in labels)


def _opens(texts: Sequence[str], start: int, end: int) -> bool:
    """Whether a paragraph from `start` to before `end` opens a section."""
    return any(opening(texts[index]) for index in range(start, end))


def _unnumbered(texts: Sequence[str]) -> tuple[Header, ...]:
    """A text without a number: what stands right above its enacting line or first verb is its title.

    Declarations have no enacting line: they begin "We, the Ministers".
    """
    index = next((one for one, text in enumerate(texts) if _begins_unnumbered(text)), len(texts))
    if annex := _by_itself(texts, index):
        return (annex,)
    if index == len(texts):
        return ()
    text = texts[index]
    spoken = enacting(text.strip())
    above = texts[max(0, index - 3) : index]
    title = [
        one
        for one in above
        if not (is_furniture(one) or opening(one) or adopted(one) or body_named(one) or _REASON.search(one))
    ]
    if directed_to(text):
        # Decisions with numbers of their own: above them stands what they are about.
        title = title[-1:]
    header = Header(
        top=0,
        first=0,
        body_from=index + 1 if spoken else index,
        family_body=None if spoken else _body_above(texts[:index]),
        title=clean_title(" ".join(title)),
        enacting=spoken,
        kind="decision" if directed_to(text) or _DECISION.match(" ".join(title)) else "resolution",
        adopted=_adopted_above(texts[:index]),
    )
    return (header,)


def _by_itself(texts: Sequence[str], speaks: int) -> Header | None:
    """The head of a text that is an annex by itself; None for any other, and for what a resolution begins with."""
    found = by_itself(texts, speaks)
    if found is None:
        return None
    above = texts[: found.body_from]
    return Header(
        top=0,
        first=0,
        body_from=found.body_from,
        family_body=_body_above(above),
        title=clean_title(found.title),
        adopted=_adopted_above(above),
        annex=found.name,
    )


def _begins_unnumbered(text: str) -> bool:
    spoken = enacting(text.strip()) or _asks_something(text)
    return bool(spoken or directed_to(text) or _DECLARED.match(text))


def _body_above(texts: Sequence[str]) -> str | None:
    return next((body for one in texts if (body := body_named(one))), None)


def _adopted_above(texts: Sequence[str]) -> Adoption | None:
    return next((on for one in texts if (on := adopted(one))), None)


def _asks_something(text: str) -> bool:
    """Whether a paragraph is an operative heading, or a sentence, numbered or not, that asks somebody to act."""
    label = typed_label(text)
    words = text[label[1] :] if label else text
    found = opening(words) or opening_behind_subject(words)
    if found is None or not found.operative:
        return False
    return asks(words, found) or (label is None and is_heading(words, found))
