"""A section while it is being read: its clauses so far, and the list that is open in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from reporter.model import Clause, Section
from reporter.parsing.asked_below import asked_alone, asked_first
from reporter.parsing.cells import is_cell_of_data
from reporter.parsing.labels import Label
from reporter.parsing.lines import DANGLING, Line, is_touched, looks_like_title
from reporter.parsing.merged import MergedMarks, blank_older, note
from reporter.parsing.merged_labels import in_force
from reporter.parsing.nesting import Path, cited, follows, place
from reporter.vocabulary.language import language

# Such as "(see Annex B)", "(to Resolution 95 (Kigali, 2022))", "to Resolution 9 (Rev. Kigali, 2022)"
_CROSS_REFERENCE = re.compile(
    r"(?:\((?:to|see|ref(?:erence)?\b)[^()]*(?:\([^()]*\)[^()]*)*\)|to\s+(?:resolution|decision)\s[^;]{1,120}\))\s*$",
    re.IGNORECASE,
)
# Ends such as "…; and", "…,", '….")'
_ENDS_CLAUSE = re.compile(r"""[;.,:]["')\]]{0,9}\s{0,9}(?:and|or)?\s{0,9}$""")
# "…;", "….", "…; and"
_SENTENCE_ENDS = re.compile(r"""[;.:!?]["')\]]{0,9}\s{0,9}(?:and|or)?\s{0,9}$""")
# "Article 4", "Rule 12. Reports", "ARTICLE IV - Sessions", in annexes
_ARTICLE = re.compile(
    r"\s*(?P<name>(?i:article|rule|regulation))\s+(?P<number>\d{1,3}(?:\.\d{1,2})?|[IVX]{1,5})"
    r"(?:\s*[.:(–—-][^;]*|\s+[A-Z][^.;]*)?\Z"
)
_TAIL = 40
# Each part that is added copies the clause: without a limit, a file of nothing but parts would take quadratic time.
_LONGEST_CLAUSE = 20_000
# `Further requests:`
_LONGEST_VERB = 60
_LONGEST_NUMBERED_TITLE = 120
_GOES_ON = re.compile(r"[a-z(]")
_TRACKED = "tracked changes touch this clause"
_MERGED_LABEL = "number with merged revision marks"
_TRACKED_ABOVE = "tracked changes touch the words above this clause that it goes on from"


class ClauseMaker:
    """Makes clauses of one document: the text verbatim, the reading without merged revision marks, the notes."""

    def __init__(self, text: str, folded: str, marks: MergedMarks) -> None:
        self._text = text
        self._folded = folded
        self._marks = marks

    @property
    def flattened(self) -> bool:
        """Whether the document shows a sure sign of merged revision marks."""
        return self._marks.flattened

    def make(self, line: Line, citation: str, lead_in: tuple[str, ...], verb: str | None, addressee: str) -> Clause:
        """The clause that a line holds; `verb` and `addressee` are its own, None and "" where the section's hold."""
        end = line.start + len(line.words.rstrip())
        reading, notes = self._understood(line.start, end, tracked=is_touched(line.paragraph))
        if line.merged:
            notes = (f'{_MERGED_LABEL}: "{line.merged}"', *notes)
        return Clause(
            citation=citation,
            text=self._text[line.start : end],
            start=line.start,
            end=end,
            lead_in=lead_in,
            addressee=addressee or None,
            verb=verb,
            notes=notes,
            page=line.paragraph.page,
            reading=reading,
        )

    def extended(self, clause: Clause, line: Line) -> Clause:
        """A clause broken over paragraphs, read on to the end of `line`."""
        end = line.paragraph.end
        tracked = _TRACKED in clause.notes or is_touched(line.paragraph)
        reading, notes = self._understood(clause.start, end, tracked=tracked)
        notes = (*(one for one in clause.notes if one.startswith(_MERGED_LABEL)), *notes)
        return replace(clause, text=self._text[clause.start : end], end=end, notes=notes, reading=reading)

    def _understood(self, start: int, end: int, *, tracked: bool) -> tuple[str, tuple[str, ...]]:
        """The text between two offsets as it is to be understood, and why a person should look at it."""
        reading = self._folded[start:end]
        notes = (_TRACKED,) if tracked else ()
        marks = self._marks.find(start, end)
        return (blank_older(reading, marks), (*note(reading, marks), *notes)) if marks else (reading, notes)


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of the open list.

    Attributes:
        label: As placed among its neighbours.
        base: What its citation begins with, before the labels.
        verb: Its own verb; None where the section's holds.
        clause: Index of its clause.
    """

    label: Label
    base: str
    verb: str | None
    clause: int


@dataclass(slots=True)
class OpenSection:
    """A section while it is being read.

    Attributes:
        make: Makes its clauses.
        heading: As in `Section`; so are `verb`, `operative`, `addressee`, `collaborators`, `annex` and `start`.
        citation: What the citations of its clauses begin with; in an annex, with the article that is open.
        tracked: True where tracked changes touch the heading.
        directed: True where the heading only says whom decisions with numbers of their own are directed to.
        named_below: True where the addressee stands on a line of its own below the verb.
        own_verbs: True where every paragraph has a verb of its own, as in texts of the United Nations: unnumbered
            lines without one are then titles.
    """

    make: ClauseMaker
    heading: str
    verb: str
    operative: bool
    start: int
    addressee: str = ""
    collaborators: str = ""
    citation: str = ""
    annex: str | None = None
    own_verbs: bool = False
    tracked: bool = False
    named_below: bool = False
    directed: bool = False
    clauses: list[Clause] = field(default_factory=list)
    _items: list[_Item] = field(default_factory=list)
    _over_list: Clause | None = None
    _title_depth: int = 0

    def close(self) -> Section:
        """The section as read."""
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

    @property
    def asks_below(self) -> bool:
        """Whether the verb stood alone, so that the lines below it may say who is asked."""
        if not self.operative or self.own_verbs or self.annex or self.directed or self.verb not in language().directive:
            return False
        return self.named_below or not self.addressee

    @property
    def is_unfinished(self) -> bool:
        """Whether the last clause ends in the middle of a sentence."""
        return bool(self.clauses) and not _SENTENCE_ENDS.search(self.clauses[-1].reading[-_TAIL:])

    @property
    def is_at_comma(self) -> bool:
        """Whether the last clause ends with a comma."""
        return bool(self.clauses) and self.clauses[-1].reading.rstrip().endswith(",")

    def expects(self, label: Label) -> bool:
        """Whether a label is the next of an open list."""
        return follows([item.label for item in self._items], label)

    def expects_words_alone(self, label: Label) -> bool:
        """Whether the next item of an open list has this label and no verb of its own."""
        labels = [item.label for item in self._items]
        return follows(labels, label) and (not self.own_verbs or len(place(labels, label)) > 1)

    def add(self, line: Line) -> None:
        """Takes a line without a verb of its own: an item of a list, the rest of a clause, or a clause."""
        if line.label:
            self._add_item(line, line.label)
        elif self._goes_on(line):
            self._extend(line)
        elif article := self._article(line.words):
            self._items.clear()
            self._over_list = None
            self.citation = f"{self.annex} {article}"
        elif not self._is_furniture(line.words) and not is_cell_of_data(line):
            self.add_sentence(line)

    def _article(self, words: str) -> str:
        """`Article 4`, where words alone begin an article of an annex; "" for any others."""
        if self.annex is None or not looks_like_title(words):
            return ""
        match = _ARTICLE.match(words.rstrip())
        return f"{match['name'].capitalize()} {match['number']}" if match else ""

    def _extend(self, line: Line) -> None:
        """The last clause goes on; only now it may be known whom it names."""
        clause = self.make.extended(self.clauses[-1], line)
        asked = "" if clause.verb or clause.addressee else self._asked_by(clause.reading)
        self.clauses[-1] = replace(clause, addressee=asked) if asked else clause

    def add_sentence(self, line: Line, verb: str | None = None, addressee: str = "") -> None:
        """Takes an unnumbered clause, which ends the list before it and may head the next."""
        self._title_depth = self._depth_of_title()
        citation = (
            self.clauses[self._items[self._title_depth - 1].clause].citation if self._title_depth else self.citation
        )
        del self._items[self._title_depth :]
        addressee = addressee or self._asked_by(line.words)
        clause = self.make.make(line, citation or self.verb, (), verb, addressee)
        clause = self._noted(clause, verb is None and self.tracked)
        self.clauses.append(clause)
        # Some texts leave out the colon: "to report to TDAG on the following" stands over a list as well.
        self._over_list = None if clause.reading.rstrip().endswith((".", ";", ",")) else clause

    def _depth_of_title(self) -> int:
        """How deep the numbered title of an annex is nested that a sentence stands below; 0 without one.

        Between them may stand other sentences, and items that have no numbers.
        """
        if self.annex is None:
            return 0
        depth = len(self._items)
        while depth and self._items[depth - 1].label.kind not in ("number", "decimal", "upper_roman", "capital"):
            depth -= 1
        title = self.clauses[self._items[depth - 1].clause] if depth else None
        return depth if title and _is_title(title) else 0

    def add_with_verb(self, line: Line, label: Label, base: str, verb: str, addressee: str) -> None:
        """Takes a numbered clause with a verb of its own; its citation begins with `base`."""
        line = self._with_label_in_force(line, label)
        self._append(line, self._placed(line.label or label), base, verb, addressee)

    def _add_item(self, line: Line, label: Label) -> None:
        line = self._with_label_in_force(line, label)
        path = self._placed(line.label or label)
        if self._items:
            self._append(line, path, self._items[0].base, self._items[0].verb, "")
        else:
            self._append(line, path, self.citation, None, "")

    def _with_label_in_force(self, line: Line, label: Label) -> Line:
        """The line, its number the later of two where the text lost its revision marks: `2` of `32`."""
        if not self.make.flattened or line.paragraph.label:
            return line
        force = in_force(label, [item.label for item in self._items])
        return line if force == label else replace(line, label=force, merged=label.text)

    def _placed(self, label: Label) -> Path:
        """The path of a new item; only the items that it is nested in stay open."""
        if self._title_depth and self._over_list and label.kind == "number" and label.value == 1:
            # "The Group shall:" below "2. Tasks", and there "1." again: a list of its own.
            self._items.clear()
            self._title_depth = 0
        labels = [item.label for item in self._items]
        path = place(labels, label)
        if self._title_depth and len(path) <= self._title_depth:
            self._over_list, self._title_depth = None, 0
        if labels and len(path) == 1 and not _goes_on_from(labels[0], path[0]):
            # A list that begins anew is no longer that of the sentence above the one before.
            self._over_list = None
        del self._items[len(path) - 1 :]
        return path

    def _append(self, line: Line, path: Path, base: str, verb: str | None, addressee: str) -> None:
        citation = f"{base} {cited(path)}".strip()
        above = [self.clauses[item.clause] for item in self._items]
        if self._over_list:
            above = [self._over_list, *above[self._title_depth :]]
        tracked = (verb is None and self.tracked) or bool(above and any(_TRACKED in one.notes for one in above))
        addressee = addressee or self._asked_above() or self._asked_by(line.words)
        clause = self.make.make(line, citation, tuple(one.reading for one in above), verb, addressee)
        self.clauses.append(self._noted(clause, tracked))
        self._items.append(_Item(path[-1], base, verb, len(self.clauses) - 1))

    def _asked_above(self) -> str:
        """Whom the item begins with that the next one is nested in: "The commissions:", "Parties are invited to:"."""
        above = self.clauses[self._items[-1].clause] if self._items else None
        return above.addressee if above and above.addressee and above.reading.startswith(above.addressee) else ""

    def _asked_by(self, words: str) -> str:
        """Whom words name themselves, where the verb above asks nobody; "" elsewhere."""
        if (not self.asks_below or self.addressee) and not self._is_below_verb_alone():
            return ""
        return asked_first(words) or asked_alone(words, "") or ""

    def _is_below_verb_alone(self) -> bool:
        """Whether the next item is nested in a verb that stands alone: `3. Requests:`."""
        above = self.clauses[self._items[-1].clause] if self._items else None
        if above is None or above.addressee or above.verb not in language().directive:
            return False
        return above.reading.rstrip().endswith(":") and len(above.reading) < _LONGEST_VERB

    @staticmethod
    def _noted(clause: Clause, tracked_above: bool) -> Clause:
        """The clause, with a note where changes touch what completes its sentence and not itself."""
        if not tracked_above or _TRACKED in clause.notes:
            return clause
        return replace(clause, notes=(*clause.notes, _TRACKED_ABOVE))

    def _goes_on(self, line: Line) -> bool:
        """Whether unnumbered words are the rest of the clause before them, broken over paragraphs or pages."""
        if not self.clauses or len(self.clauses[-1].text) > _LONGEST_CLAUSE:
            return False
        last = self.clauses[-1].reading[-_TAIL:].rstrip()
        ended = _ENDS_CLAUSE.search(last) is not None
        if not ended and DANGLING.search(last):
            return True
        words = line.words
        if not _GOES_ON.match(words) or (ended and is_cell_of_data(line)):
            return False
        # After a list, "and shall report thereon" goes on; "to inform TDAG" is the clause of a lost heading.
        return not ended or (bool(self._items) and not words.startswith(("to ", "that ")))

    def _is_furniture(self, words: str) -> bool:
        if _CROSS_REFERENCE.match(words.strip()):
            return True
        return (self.annex is not None or self.own_verbs) and looks_like_title(words)


def _is_title(clause: Clause) -> bool:
    """Whether an item is the title of what stands below it: `2. Tasks`."""
    return (
        len(clause.reading) < _LONGEST_NUMBERED_TITLE
        and looks_like_title(clause.reading)
        and clause.reading[:1].isupper()
    )


def _goes_on_from(above: Label, label: Label) -> bool:
    """Whether a label goes on with the list of another, items that are missing between them passed over."""
    return above.kind == label.kind and (label.value > above.value or follows([above], label))
