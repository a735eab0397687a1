"""Makes a document in French or Spanish one in English words, and leads what was parsed from it back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from reporter.model import Clause, Document, Paragraph, Resolution, Section
from reporter.model.alignment import Alignment, Piece
from reporter.parsing.fold import fold
from reporter.parsing.gloss import gloss, has_foreign_words, language_of
from reporter.parsing.phrases import Rule, rule
from reporter.parsing.unlisted_names import in_own_language
from reporter.vocabulary.toml import load

_FEWEST_FOREIGN_WORDS = 3
# Where another resolution of a compendium may begin, in any of the languages; its language is then told anew.
_HEADER = re.compile(
    r"(?:(?:ADD|MOD|SUP|NOC)\s+)?(?:(?:draft|projet|proyecto)\b.{0,30})?"
    r"(?:resolution|r[eé]solution|resoluci[oó]n|decision|d[eé]cision|decisi[oó]n|acuerdo|opinion|opini[oó]n|avis|v(?:œ|oe)u|ruego)"
    r"\s+(?:(?:ITU|UIT)-[RTD]\s+)?\[?[A-Z]{0,5}[-/]?\d|[ASE]/(?:HRC/)?RES/",
    re.IGNORECASE,
)
_DECISION = re.compile(r"(?:d[eé]cision|decisi[oó]n|acuerdo)\s", re.IGNORECASE)
_LINES_OF_HEADER = 6
_NUMBER = re.compile(r"\s*\d+\.\s")


@dataclass(frozen=True, slots=True)
class InEnglish:
    """A document whose paragraphs of other languages were glossed.

    Attributes:
        document: With the glosses as its text; offsets count in it.
        source: The document as read.
        alignment: From the glossed text to the source's.
    """

    document: Document
    source: Document
    alignment: Alignment

    def restored(self, resolution: Resolution) -> Resolution:
        """A resolution parsed from the glosses, with its texts and offsets in the source.

        Title, clauses and places are the source's; verbs, citations, addressees and readings stay English.
        """
        start, end = self.alignment.source(resolution.start, resolution.end)
        return replace(
            resolution,
            title=self._title(resolution),
            start=start,
            end=end,
            sections=tuple(self._section(one) for one in resolution.sections),
        )

    def _section(self, section: Section) -> Section:
        start, _ = self.alignment.source(section.start, section.start + 1)
        return replace(section, start=start, clauses=tuple(self._clause(one) for one in section.clauses))

    def _clause(self, clause: Clause) -> Clause:
        start, end = self.alignment.source(clause.start, clause.end)
        text = self.source.text[start:end]
        clause = replace(clause, citation=in_own_language(clause.citation))
        if text == clause.text:
            return replace(clause, start=start, end=end)
        alignment = self.alignment.cut(clause.start, clause.end)
        return replace(clause, text=text, start=start, end=end, alignment=alignment)

    def _title(self, resolution: Resolution) -> str:
        """The title in the source's words; the gloss where its words do not stand together there."""
        words = r"\s+".join(re.escape(word) for word in resolution.title.split())
        found = re.compile(words).search(self.document.text, resolution.start, resolution.end) if words else None
        if found is None:
            return resolution.title
        start, end = self.alignment.source(*found.span())
        return re.sub(r"\s+", " ", self.source.text[start:end]).strip()


def in_english(document: Document, said: Set[str]) -> InEnglish | None:
    """The document with everything that is not English glossed; None where all of it is English.

    Args:
        document: As read.
        said: What stands between the blanks of its text, each word once.
    """
    if not has_foreign_words(document.text, said, _FEWEST_FOREIGN_WORDS):
        return None
    parts = list(_with_languages(_parts(document.paragraphs)))
    if all(code == "en" for _, code in parts):
        return None
    glossed: list[tuple[Paragraph, str, Alignment]] = []
    for part, code in parts:
        rules = _rules_of(part, code) if code != "en" else []
        for paragraph in part:
            found = gloss(paragraph.text, code)
            words, alignment = found.text, found.alignment
            for one in rules:
                if changed := one(words):
                    words, alignment = changed[0], changed[1].after(alignment)
            glossed.append((paragraph, words, alignment))
    if all(words == paragraph.text for paragraph, words, _ in glossed):
        return None
    return rewritten(document, glossed)


def _parts(paragraphs: Sequence[Paragraph]) -> Iterator[Sequence[Paragraph]]:
    """The paragraphs from one line that looks like a header to the next: each part is in one language.

    A few lines of a header (a symbol above, a title below) are too short to tell the language by: they stay together.
    """
    begin = last = 0
    for index, paragraph in enumerate(paragraphs):
        if _HEADER.match(paragraph.text):
            if index - last > _LINES_OF_HEADER and index > begin:
                yield paragraphs[begin:index]
                begin = index
            last = index
    if paragraphs:
        yield paragraphs[begin:]


def _with_languages(parts: Iterable[Sequence[Paragraph]]) -> Iterator[tuple[Sequence[Paragraph], str]]:
    """Each part with its language, that of the part before where hardly a word tells."""
    code = "en"
    for part in parts:
        code = language_of((one.text for one in part), unclear=code)
        yield part, code


def _rules_of(part: Sequence[Paragraph], code: str) -> list[Rule]:
    """What is done to the glosses of one resolution for what it says elsewhere."""
    rules = [_rule("decision")] if _is_decision(part) else []
    if any(_NUMBER.match(one.text) for one in part):
        rules.append(_rule("label"))
    text = fold(" ".join(one.text for one in part))
    said = (one for one in load(code).get("context", ()) if re.search(one["where"], text))
    rules += (rule(one["find"], one["put"]) for one in said if not re.search(one.get("unless", r"\Z."), text))
    return rules


def _rule(name: str) -> Rule:
    return rule(**load("gloss")[name])


def _is_decision(part: Sequence[Paragraph]) -> bool:
    return any(_DECISION.match(one.text) for one in part[:_LINES_OF_HEADER])


def rewritten(source: Document, glossed: Sequence[tuple[Paragraph, str, Alignment]]) -> InEnglish:
    """Other words for each paragraph, or part of one, as a document: one line feed between them."""
    pieces: list[Piece] = []
    paragraphs: list[Paragraph] = []
    at = read = 0
    for paragraph, words, alignment in glossed:
        if paragraphs:
            pieces.append(Piece(at, at + 1, read, max(read, paragraph.start), False))
            at += 1
        by, source_by = at, paragraph.start
        pieces += (
            Piece(one.start + by, one.end + by, one.source_start + source_by, one.source_end + source_by, one.same)
            for one in alignment.pieces
        )
        paragraphs.append(replace(paragraph, text=words, start=at, emphasis=()))
        at += len(words)
        read = paragraph.end
    text = "\n".join(words for _, words, _ in glossed)
    document = replace(source, text=text, paragraphs=tuple(paragraphs), footnotes=())
    return InEnglish(document, source, Alignment(tuple(pieces), len(source.text)))
