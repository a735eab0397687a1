"""Abbreviations that a resolution defines itself: `the Conformity Assessment Steering Committee (CASC)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from reporter.extraction.heads import head_noun, kind_of, nouns_of
from reporter.extraction.masking import Mention
from reporter.extraction.names_in_text import PERSON_HEAD, past_abbreviation
from reporter.model import Resolution
from reporter.parsing.fold import fold
from reporter.vocabulary.forms import any_of, fold_form
from reporter.vocabulary.language import language
from reporter.vocabulary.names import Name, names

# `(CASC)`, `("the IGC")`, `(hereinafter "ICG")`, `(hereinafter referred to as "ICFA")`, `(EG-NV)`, `(ITU CCT)`
_DEFINITION = re.compile(
    r"\((?:here(?:in)?after,?\s+)?(?:(?:referred\s+to|known)\s+as\s+)?(?:the\s+)?[\"']?(?:the\s+)?"
    r"((?:[A-Z]{2,6} (?=[A-Z]{2,10}[\"')]))?[A-Z][A-Za-z0-9&/]*(?:-[A-Za-z0-9&/]+)*)[\"']?\)"
)
_OF_WHOM = re.compile(rf"\A{PERSON_HEAD.pattern}\s+(?:the\s+)?")
_WORD = re.compile(r"[\w'/-]+")
_PARTS = re.compile(r"[-/]")
_LITTLE_WORDS = frozenset({"of", "on", "for", "the", "and", "in"})
_MOST_WORDS, _MOST_CHARACTERS = 20, 600
"""How far before an abbreviation its long form may begin."""


class Definitions:
    """What a resolution calls its groups.

    Args:
        resolution: Its title, headings and clauses are searched once, when a name is first asked for.
    """

    def __init__(self, resolution: Resolution) -> None:
        self._resolution = resolution

    def find(self, text: str, low: str) -> Iterator[Mention]:
        """The defined names in a text; `low` is the text in lower case."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(low):
            said = text[match.start() : match.end()]
            if name := self._short.get(said) or self._long.get(fold_form(said)):
                yield Mention(match.start(), past_abbreviation(text, match.end()), name.names, name.kind)

    def names_in(self, form: str) -> bool:
        """Whether a defined name may stand in a text, given in the spelling of forms."""
        return self._pattern is not None and self._pattern.search(form) is not None

    def holds(self, name: str) -> bool:
        """Whether `name` is an abbreviation that the text defines."""
        return name in self._short

    def long_forms(self, called: tuple[str, ...]) -> tuple[str, ...]:
        """The long forms, in lower case, of what is called so; none where the text defines none."""
        return tuple(long for long, name in self._long.items() if name.names == called)

    def short_forms_of(self, noun: str) -> tuple[str, ...]:
        """The abbreviations that stand for something which a noun may stand for too: `ICG` for "group"."""
        return tuple(
            short
            for short, name in self._short.items()
            if any(noun in nouns_of(long) for long in self.long_forms(name.names))
        )

    @cached_property
    def _defined(self) -> tuple[dict[str, Name], dict[str, Name]]:
        """Abbreviation -> name, and folded long form -> name; the first definition of each holds."""
        short_forms: dict[str, Name] = {}
        long_forms: dict[str, Name] = {}
        for short, long in self._definitions():
            name = Name((short,), kind_of(head_noun(long)), exact=True)
            short_forms.setdefault(short, name)
            long_forms.setdefault(fold_form(long), name)
            stem = short.split("-")[0]
            if "-" in short and len(stem) >= 3 and stem.isupper() and names().lookup(stem) is None:
                short_forms.setdefault(stem, name)
        return short_forms, long_forms

    def _definitions(self) -> Iterator[tuple[str, str]]:
        for text in _texts(self._resolution):
            for match in _DEFINITION.finditer(text):
                short = match[1]
                if _may_be_defined(short):
                    long = long_form(text[max(0, match.start() - _MOST_CHARACTERS) : match.start()], short)
                    # "Chair of the Working Group on Fees (CWG-Fees)" defines what the group is called.
                    long = _OF_WHOM.sub("", long) if long else None
                    if long and " " in long and names().lookup(long) is None and _is_somebody(short, long):
                        yield short, long

    @cached_property
    def conference_of_parties(self) -> str:
        """What the resolution calls the conference that `COP17` is the seventeenth meeting of."""
        named = (_OF_PARTIES.search(text) for text in (self._resolution.body, *_texts(self._resolution)))
        return next((match[0] for match in named if match), "Conference of the Parties")

    @property
    def _short(self) -> dict[str, Name]:
        return self._defined[0]

    @property
    def _long(self) -> dict[str, Name]:
        return self._defined[1]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        forms = {form.lower() for form in (*self._short, *self._long)}
        return re.compile(rf"(?<![\w-]){any_of(forms)}(?![\w-])") if forms else None


_ONE_MEETING = re.compile(r"COP-?\d{1,2}")
_OF_PARTIES = re.compile(r"Conference of the (?:[A-Z][a-z]+ ){0,2}Parties\b")


def _texts(resolution: Resolution) -> Iterator[str]:
    yield resolution.title
    for section in resolution.sections:
        yield fold(section.heading)
        for clause in section.clauses:
            yield clause.reading


def _may_be_defined(short: str) -> bool:
    """Whether an abbreviation may stand for somebody; `COP17` is one very meeting of a body."""
    return sum(map(str.isupper, short)) >= 2 and names().lookup(short) is None and not _ONE_MEETING.fullmatch(short)


def _is_somebody(short: str, long: str) -> bool:
    """Whether an abbreviation names a group or an official, not a technique or a document."""
    return head_noun(long) is not None or short.startswith(language().naming.defining)


def long_form(before: str, short: str) -> str | None:
    """The words before an abbreviation in parentheses that it stands for; None where there are none.

    The letters are looked for at the beginnings of words and of their parts, from the last backwards: EG-NV fits
    "expert group on number validation", GCBI "group on capacity-building initiatives". Where they do not fit, a name
    in capitals is taken.
    """
    whose, _, own = short.rpartition(" ")
    if whose:
        long = long_form(before, own)
        said_before = long and re.search(rf"(?<![\w-]){whose}\s+{re.escape(long)}\s*$", before)
        return f"{whose} {long}" if said_before else long
    words = _WORD.findall(before)[-_MOST_WORDS:]
    if "-" in short and (stem := _spelt_by_stem(words, short)):
        return stem
    letters = [char.lower() for char in short if char.isalpha() and (char.isupper() or len(short) < 4)]
    if "-" in short and not letters:
        return None
    parts = [(part[:1].lower(), at) for at, word in enumerate(words) for part in _PARTS.split(word)]
    index = len(parts)
    for letter in reversed(letters):
        index -= 1
        while index >= 0 and parts[index][0] != letter:
            index -= 1
        if index < 0:
            return _capitalised_tail(words)
    return " ".join(words[parts[index][1] if letters else len(words) :])


def _spelt_by_stem(words: list[str], short: str) -> str | None:
    """The words from those on that spell the part before the hyphen: `Council Working Group on languages`, CWG-LANG."""
    stem = short.partition("-")[0].lower()
    initials = [word[:1].lower() for word in words]
    places = [at for at in range(len(words)) if len(stem) > 2 and initials[at : at + len(stem)] == list(stem)]
    return " ".join(words[places[-1] :]) if places else None


def _capitalised_tail(words: list[str]) -> str | None:
    """The trailing run of capitalised words and little words between them: a name whose letters do not spell it."""
    start = len(words)
    while start > 0 and (words[start - 1][:1].isupper() or words[start - 1] in _LITTLE_WORDS):
        if words[start - 2 : start] == ["and", "the"]:
            # Somebody else is named before: the Secretary of one body and the President of another.
            break
        start -= 1
    while start < len(words) and not words[start][:1].isupper():
        start += 1
    return " ".join(words[start:]) or None
