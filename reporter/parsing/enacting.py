"""Reads the line in which a body begins to speak: `The Plenipotentiary Conference (Dubai, 2018),`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from reporter.model import Adoption, Paragraph
from reporter.parsing.adoption import NOTHING_SAID, AdoptionLine, read_adoption
from reporter.parsing.fold import fold
from reporter.parsing.labels import typed_label
from reporter.parsing.narration import narration
from reporter.parsing.verbs import behind_speaker, is_heading, opening, opening_behind_subject
from reporter.vocabulary.names import names
from reporter.vocabulary.toml import load

# Such as "The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),"
# or "The General Conference of the International Labour Organization, meeting at its 111th Session, 2023,"
# or "Resolution The Assembly:", but not "The Group shall report to the Council."
_ENACTING = re.compile(
    r"(?:Resolution\s+)?The\s+"
    r"(?P<words>(?:(?!\s(?:shall|should|may|will|must|can|is|are|was|were|has|have|had)\s)[^,;:()]){3,160}?)\s*(?:\((?P<adoption>[^()]{3,120})\))?"
    r"(?:(?:\s*,\s*(?:meeting|at its|assembled|convened)|\s+at\s+(?:its|their))\s[^;:]{3,120})?"
    r"(?:\s*,\s*(?:by\s+(?:consensus|correspondence)|unanimously))?\s*[,:;]?\s*$",
    re.IGNORECASE,
)
# Several who met: "We, the delegates of the Member States gathered at the Conference on Lakes (Baku, 2025),"
# or "WE, the Ministers responsible for lakes, gathered for the Twelfth Meeting of the Council on Lakes;"
_WE = re.compile(
    r"(?:We|WE),\s+(?:the\s+)?[^;:]{3,200}?\b(?:gathered|assembled|meeting|met|convened|present|participating)\s+"
    r"(?:at|in|for|on\s+the\s+occasion\s+of)"
    r"\s+(?:the|our)\s+(?P<words>[^,;:()]{3,160}?)\s*(?:\((?P<adoption>[^()]{3,120})\))?\s*[,:;]?\s*$"
)
# Some of those in a body: "The representatives in the Committee of Ministers of Malta, Monaco and Norway,"
_IN_A_BODY = re.compile(
    r"The\s+(?i:representatives|members|delegations)\s+(?:in|on|to|of)\s+the\s+(?P<words>[A-Z][^,;:()]{3,80})\s+(?:of|representing)\s+"
    r"(?:the\s+)?[A-Z][^,;:()]{2,60},[^;:()]*\band\s[^,;:()]{2,60}(?P<adoption>)[,:]\s*$"
)
# "Seventy-sixth World Health Assembly", "sixth World Telecommunication Policy Forum"
_ORDINAL = re.compile(
    r"^(?:[A-Za-z]+-)?(?:\w+(?:st|nd|rd|th)|first|second|third)\s+(?-i:[a-z]+\s+)?(?-i:(?=[A-Z]))", re.IGNORECASE
)
# "The Sixty-sixth World Health Assembly, Having considered …", the first words of the text on the same line
_RUN_ON = re.compile(r"The\s[^,;:()]{3,160}(?:\([^()]{3,120}\)\s*)?,(?=\s+[A-Za-z])")
_AFTER_COMMA = re.compile(r"[,;]\s*(?:\d{1,2}\s+)?(?=(?:decide|agree|resolve|request|adopt)[sd])")
# "Having heard the views of its members, the Governing Body:", or ", by consensus:" behind it
_SPEAKER_LAST = re.compile(
    r",\s+(?P<speaker>the\s+[A-Z][^,;:().]{2,80})(?:,\s+(?:by\s+(?:consensus|correspondence)|unanimously),?)?\s*:\s*\Z"
)
_REASON = re.compile(
    r"(?:In\s+(?:the\s+)?light\s+of|On\s+the\s+(?:recommendation|proposal|advice)\s+of|Following|After)\s"
)
_OF_ITS_MEETING = re.compile(r"\A.*\b(?:meeting|session)\s+of\s+the\s+", re.IGNORECASE | re.DOTALL)
# A comma at the end, perhaps with a mark of a footnote
_GOES_ON = re.compile(r",\s*\d{0,2}\s*\Z")
_LONGEST = 260


@dataclass(frozen=True, slots=True)
class Enacting:
    """An enacting line.

    Attributes:
        body: Canonical name of the body that speaks, or the name as written where the vocabulary has none.
        adoption: What the parentheses after the name say.
        vague: True where the name is a noun alone ("The Conference,"), which says less than place and year do.
        told: True where the words tell in the past at which meeting the body decided.
        plural: True where several speak: "The Representatives", who decide, where a body decides.
    """

    body: str
    adoption: AdoptionLine
    vague: bool = False
    told: bool = False
    plural: bool = False


def enacting(text: str) -> Enacting | None:
    """Reads a folded paragraph as an enacting line; None where it is none.

    A name that the vocabulary does not hold counts where the line ends with a comma or colon and one of its nouns is
    that of a body ("The Maritime Safety Committee,").
    """
    if len(text) > _LONGEST:
        return None
    if told := _narrating(text):
        return told
    if we := _WE.match(text) or _IN_A_BODY.match(text):
        return _of_several(we)
    match = _ENACTING.match(text)
    if match is None:
        return _bare_name(text)
    if opening_behind_subject(text):
        # `The Meeting of the Parties decides` is told apart by `apart` where the body is known.
        return None
    words = re.sub(r"\s+", " ", match["words"])
    adoption = read_adoption(match["adoption"] or "")
    if body := _short_name(words) or _known_body(words):
        return Enacting(body, adoption, plural=_are_several(words))
    if text.rstrip().endswith((",", ":")) and (body := _unknown_body(words)):
        return Enacting(body, adoption, vague=_says_little(body), plural=_are_several(words))
    return None


def _of_several(we: re.Match[str]) -> Enacting | None:
    """Reads a line in which those who met at a body, or some of its members, speak, each for themselves."""
    words = re.sub(r"\s+", " ", _OF_ITS_MEETING.sub("", we["words"]))
    body = _body_of(words)
    return Enacting(body, read_adoption(we["adoption"] or ""), plural=True) if body else None


def speaking(text: str) -> Enacting | None:
    """Who a folded paragraph says speaks: `1. The Parliamentary Assembly reiterates`; None without a known verb."""
    label = typed_label(text)
    words = text[label[1] :] if label else text
    cut = behind_speaker(words)
    return enacting(f"{words[:cut].rstrip()},") if cut and opening(words[cut:]) else None


def _narrating(text: str) -> Enacting | None:
    """Reads a line that says at which meeting who decided, and nothing else; None for any other."""
    told = narration(text)
    if told is None or text[told.end :].strip(" ,:\t\n"):
        return None
    body = _body_of(told.body)
    if not body:
        return None
    adoption = AdoptionLine(adoptions=(Adoption(None, told.year),)) if told.year else NOTHING_SAID
    return Enacting(body, adoption, vague=_says_little(body), told=True)


def _says_little(body: str) -> bool:
    """Whether a name is a noun alone, or that of the parties, who speak where their meeting is meant."""
    return _body_noun().fullmatch(body) is not None or body.startswith(("Parties ", "Contracting Parties"))


def _are_several(words: str) -> bool:
    """Whether a name is that of several: `Contracting Parties to the Convention`, not `Conference of the Parties`."""
    return _several().match(words) is not None


@cache
def _several() -> re.Pattern[str]:
    return re.compile(rf"(?:[A-Z][\w-]*\s+){{0,3}}?(?:{'|'.join(load('families')['enacting']['plural'])})\b")


def apart(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, those in which the text goes on behind an enacting line parted in two."""
    return tuple(part for paragraph in paragraphs for part in _parts(paragraph))


def _parts(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    if not paragraph.text.startswith("The"):
        return _behind_reasons(paragraph) if paragraph.text.rstrip().endswith(":") else (paragraph,)
    text = fold(paragraph.text)
    if cut := _heading_behind_speaker(text):
        return (replace(paragraph, text=paragraph.text[:cut].rstrip()), *_cut(paragraph, [cut]))
    match = _RUN_ON.match(text)
    rest = text[match.end() :].lstrip() if match else ""
    found = opening(rest)
    if match is None or found is None or not enacting(match[0]):
        return (paragraph,)
    cuts = [len(text) - len(rest)]
    if rest[0].islower():
        decides = None if found.operative else _then_decides(rest)
        if decides is None and not is_heading(rest, found) and not _GOES_ON.search(text):
            # "The Committee, having considered the request, shall report …"
            return (paragraph,)
        cuts += [cuts[0] + decides] if decides else []
    return (replace(paragraph, text=paragraph.text[: match.end()]), *_cut(paragraph, cuts))


def _behind_reasons(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """Reasons and who speaks, apart: `Having heard its members,` and `the Governing Body:`."""
    text = fold(paragraph.text)
    last = _SPEAKER_LAST.search(text, max(0, len(text) - _LONGEST))
    if last is None or not enacting(f"{last['speaker'].capitalize()[0]}{last['speaker'][1:]}:"):
        return (paragraph,)
    found = opening(text)
    if not (found and not found.operative) and not _REASON.match(text):
        return (paragraph,)
    cut = last.start("speaker")
    return (replace(paragraph, text=paragraph.text[:cut].rstrip()), *_cut(paragraph, [cut]))


def body_named(text: str) -> str | None:
    """The body that a line above a text names, and nothing else: `Tenth meeting of the Conference of the Parties`."""
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        return None
    alone = _OF_ITS_MEETING.sub("", words)
    if short := _short_name(alone):
        return short
    name = names().lookup(alone)
    if name is None or name.kind != "body" or len(name.names) != 1:
        return None
    return name.names[0] if names().bodies[name.names[0]].adopts else None


def _heading_behind_speaker(text: str) -> int:
    """Offset of a verb that heads a list behind the body that speaks: `The Meeting of the Parties decides:`; else 0."""
    cut = behind_speaker(text) if text.rstrip().endswith(":") else 0
    found = opening(text[cut:]) if cut else None
    return cut if found and found.operative and is_heading(text[cut:], found) and enacting(text[:cut]) else 0


def _then_decides(rest: str) -> int | None:
    """Where the body decides behind its reasons: `having considered the report, [decided to request …]`."""
    for match in _AFTER_COMMA.finditer(rest):
        found = opening(rest[match.end() :])
        if found and found.operative:
            return match.end()
    return None


def _cut(paragraph: Paragraph, cuts: Sequence[int]) -> tuple[Paragraph, ...]:
    ends = (*cuts[1:], len(paragraph.text))
    return tuple(
        replace(paragraph, text=paragraph.text[start:end].rstrip(), start=paragraph.start + start, label="")
        for start, end in zip(cuts, ends, strict=True)
    )


def _bare_name(text: str) -> Enacting | None:
    """A name that stands alone, without an article (`Congress,`)."""
    name = text.strip()
    body = _short_name(name[:-1]) if name.endswith((",", ":")) else None
    return Enacting(body, NOTHING_SAID) if body else None


def _body_of(words: str) -> str | None:
    """The body that words name, in full or short, listed or not; None where they name none."""
    return _short_name(words) or _known_body(words) or _unknown_body(words)


def _short_name(words: str) -> str | None:
    short: dict[str, str] = load("families")["enacting"]["names"]
    return short.get(words.lower()) or short.get(_ORDINAL.sub("", words).lower())


def _known_body(words: str) -> str | None:
    """The first body in these words that adopts texts."""
    for found in names().pattern.finditer(words):
        name = names().lookup(found[0])
        if name and name.kind == "body" and len(name.names) == 1 and names().bodies[name.names[0]].adopts:
            return name.names[0]
    return None


def _unknown_body(words: str) -> str | None:
    name = _ORDINAL.sub("", words)
    if not name[:1].isupper() or not _body_noun().search(name):
        return None
    return name.title() if name.isupper() else name


@cache
def _body_noun() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(load("families")["enacting"]["nouns"]) + r")\b", re.IGNORECASE)
