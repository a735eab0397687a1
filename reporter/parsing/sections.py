"""Takes the body of a resolution apart: preamble, operative sections, annexes, and the clauses in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reporter.model import Clause, Document, Paragraph, Section
from reporter.parsing.fold import fold
from reporter.parsing.labels import Label, Nesting, automatic_label, typed_label
from reporter.parsing.merged import MergedMarks, blank_older, note
from reporter.parsing.verbs import Opening, address, broken_opening, is_heading, opening

_ANNEX = re.compile(
    r"(?P<name>(?:ANNEX|APPENDIX|ATTACHMENT)(?:\s+(?:No\.?\s*)?(?:[A-Z]|\d{1,2}|[IVX]{1,5})(?![\w]))?)(?P<rest>(?:\s*[(:.–—-].*|\s+to\s.*)?)$",
    re.IGNORECASE,
)
_END_OF_TEXT = re.compile(r"\s*(?:Reasons?\s*:|_{3,}\s*$|\*{3,}\s*$|\* \* \*)", re.IGNORECASE)
_CLOSING = re.compile(
    r"\d+(?:st|nd|rd|th) (?:plenary )?meeting\.?$|\d{1,2} [A-Z][a-z]+ \d{4}\.?$|\[?adopted (?:by|at|without)\b.{0,120}$|={3,}|"
    r"(?:[\w-]+ )?(?:plenary )?meeting,? \d{1,2} \w+ \d{4}|A\d+/VR",
    re.IGNORECASE,
)
_CROSS_REFERENCE = re.compile(r"\((?:to|see|ref(?:erence)?\b)[^()]*(?:\([^()]*\)[^()]*)*\)\s*$", re.IGNORECASE)
_ENDS_CLAUSE = re.compile(r"""[;.,:]["')\]]*\s*(?:and|or)?\s*$""")
_GOES_ON = re.compile(r"[a-z(]")


@dataclass(slots=True)
class _OpenSection:
    """A section while it is being read."""

    heading: str
    verb: str
    operative: bool
    addressee: str
    collaborators: str
    citation: str
    start: int
    annex: str | None = None
    clauses: list[Clause] = field(default_factory=list)
    nesting: Nesting = field(default_factory=Nesting)
    path: tuple[tuple[Label, int], ...] = ()
    own_verbs: bool = False

    def close(self) -> Section:
        return Section(
            heading=self.heading,
            verb=self.verb,
            operative=self.operative,
            addressee=self.addressee,
            collaborators=self.collaborators,
            annex=self.annex,
            clauses=tuple(self.clauses),
            start=self.start,
        )


class SectionReader:
    """Reads the paragraphs of one resolution in order; `sections` is what they make."""

    def __init__(self, document: Document, marks: MergedMarks) -> None:
        self._text = document.text
        self._marks = marks
        self._done: list[Section] = []
        self._open: _OpenSection | None = None
        self._annex: str | None = None
        self._ended = False

    def read(self, paragraphs: Sequence[Paragraph]) -> tuple[Section, ...]:
        """All sections of these paragraphs, those without clauses left out."""
        for index, paragraph in enumerate(paragraphs):
            following = fold(paragraphs[index + 1].text) if index + 1 < len(paragraphs) else ""
            self._take(paragraph, following)
            if self._ended:
                break
        self._close()
        return tuple(section for section in self._done if section.clauses)

    def _take(self, paragraph: Paragraph, following: str) -> None:
        text = fold(paragraph.text)
        if _END_OF_TEXT.match(text):
            self._ended = True
            return
        if _CLOSING.match(text):
            return
        if (annex := _ANNEX.match(text.strip())) and len(text) < 200:
            self._open_annex(annex, paragraph)
            return
        label, offset = _label(paragraph, text)
        words = text[offset:]
        if self._annex is None or _annex_heading(words, label):
            if label is None and (found := opening(words)):
                self._open_by_verb(paragraph, offset, words, found)
                return
            if found := self._broken_heading(words, following):
                self._open_by_verb(paragraph, offset, words, found)
                return
            if label and (found := opening(words)) and self._speaks_for_itself(found, words):
                self._add_with_own_verb(paragraph, offset, words, label, found)
                return
        self._add(paragraph, offset, words, label)

    def _broken_heading(self, words: str, following: str) -> Opening | None:
        """`to invites the Director of BDT` before `to inform TDAG …`: a heading that lost its revision marks."""
        found = broken_opening(words) if self._marks.flattened or following.startswith("to ") else None
        return found if found and is_heading(words, found) else None

    def _speaks_for_itself(self, found: Opening, words: str) -> bool:
        """Whether a numbered paragraph that opens with a verb is a clause of its own, as in UN texts.

        Under an ITU heading ("resolves") an item opens with "to" or "that", so a verb there is one of its own too; in a
        preamble's lettered list a noun may look like one ("notes from …"), so only a section's own kind counts.
        """
        if self._open is None:
            return True
        if self._open.own_verbs:
            return True
        if not self._open.operative and not found.operative:
            return not self._open.clauses or words[0].isupper()
        return words[0].isupper() or (self._open.operative and found.operative)

    def _open_annex(self, annex: re.Match[str], paragraph: Paragraph) -> None:
        self._close()
        name = re.sub(r"\s+", " ", annex["name"]).strip()
        self._annex = f"{name.split()[0].capitalize()} {' '.join(name.split()[1:])}".strip()
        self._open = self._annex_section(paragraph.start)

    def _annex_section(self, start: int) -> _OpenSection:
        name = self._annex or "Annex"
        return _OpenSection(name, "shall", True, "", "", name, start, annex=self._annex)

    def _open_by_verb(self, paragraph: Paragraph, offset: int, words: str, found: Opening) -> None:
        """Opens the section that a verb starts; where the words go on to the task, they are its one clause."""
        taken = address(words[found.rest :])
        own_verb = not is_heading(words, found)
        self._close()
        heading_end = found.rest + (taken.task if taken.task is not None else len(words) - found.rest)
        heading = words[:heading_end].strip(" ,;:.\t\n")
        citation = _citation(found, taken.addressee)
        self._open = _OpenSection(
            heading=self._text[paragraph.start + offset : paragraph.start + offset + len(heading)],
            verb=found.verb if not found.inner else f"{found.verb} to {found.inner}",
            operative=found.operative,
            addressee=taken.addressee,
            collaborators=taken.collaborators,
            citation=citation,
            start=paragraph.start + offset,
            annex=self._annex,
            own_verbs=own_verb,
        )
        if own_verb or (words.rstrip().endswith(":") and len(words) - heading_end > 8):
            self._append(paragraph, offset, words, citation, (), verb=found.verb, addressee=taken.addressee)

    def _add_with_own_verb(self, paragraph: Paragraph, offset: int, words: str, label: Label, found: Opening) -> None:
        """A numbered paragraph with a verb of its own: `12. Requests the Secretary-General to …`."""
        taken = address(words[found.rest :])
        current = self._open
        if current is None or current.operative != found.operative or not current.own_verbs:
            if current is None or current.operative != found.operative or not current.clauses:
                self._close()
                current = self._open = _OpenSection(
                    "", found.verb, found.operative, "", "", "", paragraph.start, annex=self._annex, own_verbs=True
                )
            elif current.nesting and label.kind != "number":
                path = current.nesting.push(label)
                citation = f"{current.citation} {' '.join(one.text for one in path)}"
                self._append(
                    paragraph, offset, words, citation, self._lead_in(path), verb=found.verb,
                    addressee=taken.addressee, path=path,
                )  # fmt: skip
                return
        path = current.nesting.push(label)
        citation = f"{found.verb} {' '.join(one.text for one in path if one.kind != 'bullet')}".strip()
        self._append(
            paragraph, offset, words, citation, self._lead_in(path), verb=found.verb,
            addressee=taken.addressee, path=path,
        )  # fmt: skip

    def _add(self, paragraph: Paragraph, offset: int, words: str, label: Label | None) -> None:
        """An item of the open list, or the words of an unnumbered section."""
        section = self._open
        if section is None:
            return
        if label is None:
            self._add_unnumbered(section, paragraph, offset, words)
            return
        path = section.nesting.push(label)
        above = self._above(section, path)
        base = above.citation.rsplit(f" {path[0].text}", 1)[0] if above and section.own_verbs else section.citation
        shown = [one.text for one in path if one.kind != "bullet"]
        if label.kind == "bullet":
            shown.append(f"({self._bullet_number(section, path)})")
        verb = above.verb if above else None
        self._append(paragraph, offset, words, " ".join([base, *shown]), self._lead_in(path), verb=verb, path=path)

    @staticmethod
    def _above(section: _OpenSection, path: tuple[Label, ...]) -> Clause | None:
        """The numbered paragraph that an item is nested in; None for an item of the outermost list."""
        for label, index in section.path:
            if label == path[0] and len(path) > 1:
                return section.clauses[index]
        return None

    @staticmethod
    def _bullet_number(section: _OpenSection, path: tuple[Label, ...]) -> int:
        prefix = [one for one in path if one.kind != "bullet"]
        return (
            1 + sum(1 for label, _ in section.path if label.kind == "bullet")
            if [one for one, _ in section.path if one.kind != "bullet"] == prefix
            else 1
        )

    def _add_unnumbered(self, section: _OpenSection, paragraph: Paragraph, offset: int, words: str) -> None:
        if _CROSS_REFERENCE.match(words.strip()):
            return
        last = section.clauses[-1] if section.clauses else None
        if (
            last
            and _GOES_ON.match(words)
            and (not _ENDS_CLAUSE.search(last.reading) or (section.path and not words.startswith(("to ", "that "))))
        ):
            self._extend(section, last, paragraph)
            return
        if (section.annex or section.own_verbs) and _looks_like_title(words):
            return
        section.nesting = Nesting()
        section.path = ()
        citation = section.citation or section.verb
        self._append(paragraph, offset, words, citation, ())

    def _extend(self, section: _OpenSection, last: Clause, paragraph: Paragraph) -> None:
        """Words that go on after a clause broken over paragraphs."""
        section.clauses[-1] = self._clause(
            last.citation, last.start, paragraph.end, last.lead_in, last.verb, last.addressee, last.page,
            extra=tuple(one for one in last.notes if not one.startswith("merged")),
        )  # fmt: skip

    def _append(
        self,
        paragraph: Paragraph,
        offset: int,
        words: str,
        citation: str,
        lead_in: tuple[str, ...],
        *,
        verb: str | None = None,
        addressee: str | None = None,
        path: tuple[Label, ...] = (),
    ) -> None:
        section = self._open
        if section is None or not words.strip():
            return
        start = paragraph.start + offset
        end = start + len(words.rstrip())
        notes = ("tracked changes touch this clause",) if paragraph.revisions else ()
        section.clauses.append(
            self._clause(citation, start, end, lead_in, verb, addressee or None, paragraph.page, extra=notes)
        )
        if path:
            keep = [entry for entry in section.path if entry[0] in path[:-1]]
            section.path = (*keep, (path[-1], len(section.clauses) - 1))

    def _clause(
        self,
        citation: str,
        start: int,
        end: int,
        lead_in: tuple[str, ...],
        verb: str | None,
        addressee: str | None,
        page: int | None,
        *,
        extra: tuple[str, ...],
    ) -> Clause:
        text = self._text[start:end]
        folded = fold(text)
        marks = self._marks.find(folded)
        return Clause(
            citation=citation,
            text=text,
            start=start,
            end=end,
            lead_in=lead_in,
            addressee=addressee,
            verb=verb,
            notes=(*note(folded, marks), *extra),
            page=page,
            reading=blank_older(folded, marks),
        )

    def _lead_in(self, path: tuple[Label, ...]) -> tuple[str, ...]:
        """Readings of the clauses that an item is nested in, outermost first."""
        section = self._open
        if section is None:
            return ()
        outer = [section.clauses[index] for label, index in section.path if label in path[:-1]]
        if outer:
            return (*outer[0].lead_in, *(clause.reading for clause in outer))
        head = section.clauses[0] if section.clauses else None
        if head and head.reading.rstrip().endswith(":") and head.citation == section.citation:
            return (head.reading,)
        return ()

    def _close(self) -> None:
        if self._open is not None:
            self._done.append(self._open.close())
        self._open = None


def _citation(found: Opening, addressee: str) -> str:
    """The section as a delegate cites it: verb, inner verb, addressee."""
    inner = f" to {found.inner}" if found.inner else ""
    named = f" {addressee}" if addressee and (found.operative) and len(addressee) <= 160 else ""
    return f"{found.verb}{inner}{named}"


def _label(paragraph: Paragraph, text: str) -> tuple[Label | None, int]:
    """The paragraph's label, automatic or typed, and the offset where its words begin."""
    if paragraph.label and (label := automatic_label(fold(paragraph.label))):
        return label, 0
    found = typed_label(text)
    return found if found else (None, 0)


def _annex_heading(words: str, label: Label | None) -> bool:
    """Whether a paragraph of an annex opens a section by a verb, as when the annex is itself a resolution."""
    return label is None and words[:1].islower() and len(words) < 120


def _looks_like_title(words: str) -> bool:
    return len(words) < 200 and not words.rstrip().endswith((".", ";", ":", ","))
