"""A resolution as parsed: header, sections, clauses, each with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass

from reporter.model.alignment import Alignment


@dataclass(frozen=True, slots=True)
class Adoption:
    """One adoption or revision of a resolution.

    Attributes:
        place: City as the calendar spells it (`Buenos Aires`); None where the text names none.
        year: Four digits.
    """

    place: str | None
    year: int

    def __str__(self) -> str:
        return f"{self.place}, {self.year}" if self.place else str(self.year)


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest piece of a section that a delegate would cite.

    Attributes:
        citation: As a delegate would say it: `resolves 3`, `instructs the Director of TSB 2`, `Annex B g)`.
        text: Verbatim, `Document.text[start:end]`, without its number; of a clause with sub-items, the lead-in only.
        start: Offset into `Document.text`.
        end: Offset just after the last character.
        lead_in: Readings of the clauses this one is nested in, outermost first: they complete its sentence.
        addressee: Who this clause itself is addressed to, where a sentence was broken over paragraphs and its start
            read like a heading (`5 to invites the Director of BDT`); None otherwise: the section's addressee holds.
        verb: The clause's own governing verb where it has one of its own (as in UN texts); None: the section's holds.
        notes: Why a person should look: `merged revision marks: "reportingreport"`.
        page: Page from 1; None where the format has none.
        reading: `text` as it is to be understood, of the same length: special blanks and hyphens made plain, the
            older half of words that lost revision marks glued together blanked out. Of another length where `text` is
            not English: then it is put into English words, and `alignment` is the way back.
        alignment: From `reading` to `text`; None where they correspond character for character.
    """

    citation: str
    text: str
    start: int
    end: int
    lead_in: tuple[str, ...] = ()
    addressee: str | None = None
    verb: str | None = None
    notes: tuple[str, ...] = ()
    page: int | None = None
    reading: str = ""
    alignment: Alignment | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A verb with what follows it: `instructs the Director of BDT, in cooperation with the Director of TSB`.

    Attributes:
        heading: Verbatim.
        verb: The governing verb in the third person: `resolves`, `instructs`, `recalling`; `shall` for an annex.
        operative: True where its clauses can bind somebody.
        addressee: Verbatim words of who is addressed, collaborators left out; "" where the heading names nobody. Of an
            annex that sets out somebody's tasks, whose they are; a title in capitals is written as names are.
        collaborators: Verbatim words after "in collaboration with" and the like; "" without any.
        annex: `Annex B` for a section of an annex; None in the body of the resolution.
        clauses: In order of the text; an unnumbered section has one clause.
        start: Offset of the heading into `Document.text`.
    """

    heading: str
    verb: str
    operative: bool
    addressee: str
    collaborators: str
    annex: str | None
    clauses: tuple[Clause, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """One resolution (decision, opinion, recommendation) of a file.

    Attributes:
        body: Canonical name of the adopting body (`WTSA`, `Council`, `General Assembly`); "" where unknown.
        number: As cited, without the body: `18`, `73/3`, `ITU-R 75` gives `75`; "" where unknown.
        title: One line, white space folded.
        place: City of adoption or of the revision in force; None where the body adopts without one.
        year: Year of adoption or of the revision in force; None where unknown.
        revision: True where the header says "Rev.".
        kind: `resolution`, `decision`, `opinion` or `recommendation`.
        revises: The adoption that this one replaces; None where the text does not tell.
        history: Every adoption named below the title, oldest first.
        proposal: `ADD`, `MOD`, `SUP` or `NOC` of a conference proposal; None for an adopted text.
        file: As `Document.file`.
        start: Offset of the header into `Document.text`.
        end: Offset where the next resolution or the file ends.
        sections: In order, preamble and annexes included.
        notes: Why a person should look.
        page: Page from 1; None where the format has none.
    """

    body: str
    number: str
    title: str
    place: str | None
    year: int | None
    revision: bool
    file: str
    start: int
    end: int
    sections: tuple[Section, ...]
    kind: str = "resolution"
    revises: Adoption | None = None
    history: tuple[Adoption, ...] = ()
    proposal: str | None = None
    notes: tuple[str, ...] = ()
    page: int | None = None
    id: str = ""
