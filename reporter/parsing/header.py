"""What the head of a resolution says, and what follows from it: body, place, year, revision."""

from __future__ import annotations

from dataclasses import dataclass

from reporter.model import Adoption
from reporter.parsing.adoption import NOTHING_SAID, AdoptionLine, latest, latest_before
from reporter.parsing.enacting import Enacting
from reporter.parsing.families import session_year
from reporter.vocabulary.conferences import held_at


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a resolution. Indexes are those of the document's paragraphs.

    Attributes:
        top: First paragraph that belongs to the resolution: an editorial mark above the header, else the header's own.
        first: First paragraph of the header itself.
        body_from: First paragraph after the header.
        family_body: Body that the form of the number tells; None where it does not.
        number: As cited; "" where the text has none.
        title: One line; "" where none was found.
        adoption: What the parentheses after the number say.
        enacting: The enacting line; None without one.
        history: The adoptions named below the title.
        kind: `resolution`, `decision`, `opinion` or `recommendation`.
        proposal: `ADD`, `MOD`, `SUP`, `NOC`, or None.
        adopted: What a line "adopted on …" tells; None without one.
        limit: Paragraph before which its text ends where a number without a text comes after it (a decision that asks
            nothing, an abrogated resolution); None without one.
        annex: What the clauses are cited by where the text is an annex by itself, `Terms of reference`; "" for a
            resolution.
        is_symbol: True where the line with the number is a document symbol alone, as running heads are.
    """

    top: int
    first: int
    body_from: int
    family_body: str | None = None
    number: str = ""
    title: str = ""
    adoption: AdoptionLine = NOTHING_SAID
    enacting: Enacting | None = None
    history: tuple[Adoption, ...] = ()
    kind: str = "resolution"
    proposal: str | None = None
    adopted: Adoption | None = None
    limit: int | None = None
    annex: str = ""
    is_symbol: bool = False

    @property
    def in_force(self) -> Adoption | None:
        """The adoption in force: of the number's parentheses, else the enacting line's, else the history's last."""
        spoken = self.enacting.adoption.in_force if self.enacting else None
        return self.adoption.in_force or spoken or latest(self.history)

    @property
    def revises(self) -> Adoption | None:
        """The adoption replaced: a merged revision mark tells, else the history line; None where neither does."""
        spoken = self.enacting.adoption.replaced if self.enacting else None
        return self.adoption.replaced or spoken or latest_before(self.in_force, self.history)

    @property
    def body(self) -> str:
        """Canonical name of the adopting body; "" where nothing tells.

        The enacting line tells best, then the form of the number, then a conference named beside the number, then the
        one conference that met in the place of adoption that year; "The Conference," alone tells least.
        """
        if self.enacting and not self.enacting.vague:
            return self.enacting.body
        vague = self.enacting.body if self.enacting else ""
        named = self.adoption.bodies[-1] if self.adoption.bodies else None
        return self.family_body or named or self._met_there() or vague

    def _met_there(self) -> str | None:
        force = self.in_force
        met = held_at(force.place, force.year) if force and force.place else ()
        return met[0].body if len(met) == 1 else None

    @property
    def place(self) -> str | None:
        """City of the adoption in force, else of the line "adopted on …"; None where neither names one."""
        told = self.in_force or self.adopted
        return told.place if told else None

    @property
    def year(self) -> int | None:
        """Year of the adoption in force, else of the line "adopted on …", else of the session; None without any."""
        told = self.in_force or self.adopted
        return told.year if told else session_year(self.number, self.body)

    def same_text_as(self, other: Header) -> bool:
        """Whether both head the same text: `A/RES/73/3` at the top of the page and `73/3. Title` below it."""
        return self.number == other.number or self.number.endswith(f"/{other.number}")
