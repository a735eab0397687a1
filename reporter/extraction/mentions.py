"""Finds who is named in a clause: officials, bodies, members; by their names, abbreviations, lists and pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reporter.model import Resolution
from reporter.parsing.fold import fold
from reporter.vocabulary.language import Language, language
from reporter.vocabulary.names import Name, NameKind, Names, fold_form, names

BODY, OFFICIAL, MEMBERS, QUIET = "\ue001", "\ue002", "\ue003", "\ue004"
"""What masked text holds in place of each character of a mention; `QUIET` for words that name nobody to report to."""

_MASKS: dict[NameKind, str] = {"body": BODY, "official": OFFICIAL, "members": MEMBERS}

_CONFERENCE = re.compile(r"(?<![\w-])(PP|WTSA|WTDC|RA|WRC|WCIT|WARC)-?((?:19|20)?\d\d)(?![\w-])")
_STUDY_GROUP = re.compile(
    r"(?<![\w-])(?P<sector>ITU-[TRD]\s+)?(?P<head>(?:Study\s+Groups?|SGs?|Working\s+Part(?:y|ies)|WPs?|Task\s+Groups?))\s*"
    r"(?P<list>\d{1,2}[A-Z]?(?:/\d{1,2})?(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or)\s+)\d{1,2}[A-Z]?(?![\w]))*)(?![\w])"
)
_SECTOR_LETTER = {"ITU-T": "T", "ITU-R": "R", "ITU-D": "D"}
_HEAD_WORDS = (
    "Council|Assembly|Conference|Committee|Commission|Board|Panel|Forum|Task Force|Working Group|Working Party|Group|Team|Congress|"
    "Rapporteur|Partnership|Network|Platform|Programme|Fund|Agency|Office|Bureau|Secretariat|Organization|Organisation|Institute|"
    "Union|Meeting|Symposium|Tribunal|Unit|Body|Bodies|Conferences|Committees|Commissions|Groups|Mission|Mechanism|Envoy|Representative|"
    "Coordinator|Commissioner|Director|Director-General|Director General|Secretary|Executive Director|Administrator|Chair|Chairman|"
    "President|Comptroller|Auditor|Registrar|Expert|Steering Committee|Facility|Initiative|Sub-Committee|Subcommittee|Process"
)
_OFFICIAL_HEADS = frozenset(
    ["rapporteur", "envoy", "representative", "coordinator", "commissioner", "director", "director-general", "secretary", "administrator", "chair", "chairman", "president", "comptroller", "auditor", "registrar", "expert", "office", "secretariat", "bureau", "agency", "organization", "organisation", "institute", "union", "programme", "fund", "general", "mission", "unit", "facility", "network", "platform", "initiative", "secretary-general", "government", "process", "centre"]
)
_NAMED = re.compile(
    rf"(?<![\w-])(?:(?:[A-Z][\w'-]*,\s+)+[A-Z][\w'-]*\s+and\s+[A-Z][\w'-]*\s+|(?:(?:[A-Z][\w'/-]*|ad hoc)\s+){{0,6}}?)(?:{_HEAD_WORDS})(?![\w-])"
    rf"(?:\s+(?:on|of|for|against)(?:\s+the)?\s+[A-Z][\w'/-]*(?:(?:\s+|,\s+|,?\s+and\s+|\s+of\s+(?:the\s+)?|\s+for\s+(?:the\s+)?|\s+on\s+(?:the\s+)?|\s+in\s+(?:the\s+)?)[A-Z][\w'/-]*)*)?"
)
_PERSON = re.compile(
    r"(?<![\w-])(?:(?:chair(?:man|person|s|persons)?|presidents?|rapporteurs?|executive\s+secretar(?:y|ies)|secretar(?:y|ies)|coordinators?|heads?|co-chairs?|bureau|secretariat)|\ue002+)\s+of\s+(?P<the>the\s+)?(?=[\ue001\ue002])",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"(?<![\w-])(?:CWG|JCA|FG|EG|CG|TG|WG|IRG|ICG|ISC|SC)-[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?![\w-])"
)
_GROUP = re.compile(
    r"(?<![\w-])(?:(?:group|panel|committee|board)s? of (?:governmental |independent |technical |legal )?experts(?![\w-])|sub-?groups?(?![\w-])|(?:(?:treaty|human rights|ad hoc|expert|working|coordination|steering|advisory|task|focus|correspondence|regional|joint|rapporteur|drafting|study|"
    r"planning|implementation|inter-?sector(?:al)?|interagency|inter-agency|technical|tripartite|informal|open-ended|intergovernmental|high-level|standing|"
    r"independent|contact|review|monitoring|evaluation|intersectoral|internal|governing|special|scientific|national|liaison|and|competent|relevant)\s+)+"
    r"(?:groups?|committees?|part(?:y|ies)|forces?|teams?|panels?|boards?|bod(?:y|ies)|commissions?|council|offices?|forum|secretariat))(?![\w-])"
    r"(?:\s+(?:on|for)\s+(?!the\s|its\s|their\s|this\s|an?\s|each\s|all\s)[a-z][\w-]*(?:\s+(?!shall|should|will|to\b|be\b|is\b|in\b|at\b|by\b|with\b)[a-z][\w-]*){0,3}?(?=\s*(?:[(,;.]|$)|\s(?:shall|should|will|to|be|is|which|that|with)\b))?",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r"\((?:hereinafter\s+|the\s+)?[\"']?([A-Z][A-Za-z0-9&/]*(?:-[A-Za-z0-9&/]+)*)[\"']?\)")
_REFERENCES = (
    re.compile(
        r"(?<![\w-])(?:Resolutions?|Decisions?|Opinions?|Recommendations?|Articles?|Nos?\.|Annex|Document|Agenda item)\s+[^;:]{1,90}?\s+of\s+(?:the|this|that)\s+"
        r"[\w' -]{0,40}?(?=[\ue001-\ue003])[\ue001-\ue003]+"
    ),
    re.compile(
        r"[\ue001-\ue003]+(?:'s)?\s+(?:Resolutions?|Decisions?|Recommendations?|Opinions?|Action Plan|Convention|Regulations)\b"
    ),
)
_THIS = r"(?:this|the\s+present)"
_DEFINITE = r"(?:the|this|that|the\s+said|the\s+above(?:-mentioned)?|the\s+same|such)"


_PERSON_HEAD = re.compile(r"(?:Chair|Chairman|Chairperson|Co-Chairs?|President|Rapporteur|Secretariat)\s+of\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named in a text.

    Attributes:
        start: Offset into the text searched.
        end: Offset just after.
        names: Canonical names; several for a group or a list.
        kind: `official`, `body` or `members`.
        event: Name of the very conference (`PP-26`); None otherwise.
        doubtful: True where a pronoun had more than one candidate.

    """

    start: int
    end: int
    names: tuple[str, ...]
    kind: NameKind
    event: str | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its mentions masked, offset for offset.

    Attributes:
        text: As analysed, not masked.
        masked: The same length; each character of a mention replaced by its kind's mask.
        mentions: In order, not overlapping.
    """

    text: str
    masked: str
    mentions: tuple[Mention, ...]

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie inside a stretch."""
        return tuple(one for one in self.mentions if start <= one.start and one.end <= end)


class MentionFinder:
    """Finds mentions in the clauses of one resolution; knows its speaking body and what its text has defined.

    Args:
        resolution: The resolution; its sections are searched once for definitions and antecedents.
    """

    def __init__(self, resolution: Resolution, code: str = "en") -> None:
        self._names: Names = names()
        self._language: Language = language(code)
        self.speaker = resolution.body
        speaking = self._names.bodies.get(resolution.body)
        self.organisation = speaking.organisation if speaking else "UN"
        self._sector = speaking.sector if speaking else None
        self._speaker_kind = speaking.kind if speaking else _head_noun(resolution.body)
        self._defined: dict[str, Name] = {}
        self._long_forms: dict[str, Name] = {}
        self._resolution = resolution
        self._remembered: list[tuple[int, Mention, str]] | None = None
        self._define(resolution)
        self._own = self._own_pattern()

    def find(self, text: str, *, at: int | None = None) -> Masked:
        """The mentions of a folded text; `at` is its offset into the document, to find what was said before it."""
        mentions = self._named(text)
        mentions += self._pronouns(text, mentions, at)
        ordered = tuple(sorted(mentions, key=lambda one: one.start))
        masked = self._mask(text, ordered)
        return self._with_persons(Masked(text, masked, ordered))

    def _define(self, resolution: Resolution) -> None:
        """Abbreviations that the text defines: `the Conformity Assessment Steering Committee (CASC)`."""
        for text in _all_texts(resolution):
            for match in _DEFINITION.finditer(text):
                short = match[1]
                if self._names.lookup(short) or short.isdigit() or len(short) < 2 or sum(map(str.isupper, short)) < 2:
                    continue
                long = _long_form(text[: match.start()], short)
                if long is None or self._names.lookup(long):
                    continue
                head = _head_noun(long)
                if head is None and not short.startswith(("CWG", "WG", "JCA", "FG", "EG", "TG", "CG", "IG")):
                    continue
                name = Name((short,), _kind(head), exact=True)
                self._defined.setdefault(short, name)
                self._long_forms.setdefault(fold_form(long), name)
                stem = short.split("-")[0]
                if "-" in short and len(stem) >= 3 and stem.isupper() and self._names.lookup(stem) is None:
                    self._defined.setdefault(stem, name)

    def _own_pattern(self) -> re.Pattern[str] | None:
        forms = sorted([*self._defined, *self._long_forms], key=lambda one: -len(one))
        if not forms:
            return None
        listed = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in forms)
        return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE)

    @property
    def _said(self) -> list[tuple[int, Mention, str]]:
        """Every name said in the resolution with its place and words, for pronouns; found when first asked for."""
        if self._remembered is None:
            self._remembered = sorted(self._all_said(), key=lambda one: one[0])
        return self._remembered

    def _all_said(self) -> Iterable[tuple[int, Mention, str]]:
        for section in self._resolution.sections:
            heading = fold(section.heading)
            for mention in self._named(heading):
                yield section.start + mention.start, mention, heading[mention.start : mention.end]
            for clause in section.clauses:
                for mention in self._named(clause.reading):
                    yield clause.start + mention.start, mention, clause.reading[mention.start : mention.end]

    def _named(self, text: str) -> list[Mention]:
        """Mentions by name, longest first, none inside another."""
        found: list[Mention] = []
        taken: list[tuple[int, int]] = []

        def add(mention: Mention) -> None:
            if not any(start < mention.end and mention.start < end for start, end in taken):
                found.append(mention)
                taken.append((mention.start, mention.end))

        for candidate in self._candidates(text):
            add(candidate)
        return found

    def _candidates(self, text: str) -> Iterable[Mention]:
        """All readings of names, the most telling first."""
        for one in self._names.lists:
            for match in one.pattern.finditer(text):
                members = tuple(dict.fromkeys(one.members[fold_form(m[0])] for m in one.member.finditer(match["list"])))
                yield Mention(match.start(), match.end(), members, one.kind)
        known = [*self._own_mentions(text), *self._vocabulary_mentions(text), *self._study_groups(text)]
        proper = list(self._proper_names(text))
        for longer in proper:
            if not _PERSON_HEAD.match(longer.names[0]) and any(longer.start < inner.start < longer.end for inner in known):
                yield longer
        yield from sorted(known, key=lambda one: one.start - one.end)
        yield from self._conferences(text)
        yield from proper
        yield from self._lower_case_groups(text)

    def _own_mentions(self, text: str) -> Iterable[Mention]:
        if self._own is None:
            return
        for match in self._own.finditer(text):
            name = self._defined.get(match[0]) or self._long_forms.get(fold_form(match[0]))
            if name:
                end = _past_abbreviation(text, match.end())
                yield Mention(match.start(), end, name.names, name.kind)

    def _vocabulary_mentions(self, text: str) -> Iterable[Mention]:
        for match in self._names.pattern.finditer(text):
            name = self._names.lookup(match[0])
            if name is None or _inside_longer_name(text, match):
                continue
            yield Mention(match.start(), _past_abbreviation(text, match.end()), name.names, name.kind)

    def _study_groups(self, text: str) -> Iterable[Mention]:
        for match in _STUDY_GROUP.finditer(text):
            sector = re.sub(r"\s+", " ", match["sector"] or "")
            head = re.sub(r"\s+", " ", match["head"])
            single = {"Study Groups": "Study Group", "SGs": "SG", "Working Parties": "Working Party", "WPs": "WP"}.get(
                head, head
            )
            single = {"SG": "Study Group", "WP": "Working Party"}.get(single, single)
            numbers = re.findall(r"\d{1,2}[A-Z]?(?:/\d{1,2})?", match["list"])
            yield Mention(match.start(), match.end(), tuple(f"{sector}{single} {number}" for number in numbers), "body")

    def _conferences(self, text: str) -> Iterable[Mention]:
        for match in _CONFERENCE.finditer(text):
            yield Mention(match.start(), match.end(), (match[1],), "body", event=f"{match[1]}-{match[2][-2:]}")

    def _proper_names(self, text: str) -> Iterable[Mention]:
        for match in _NAMED.finditer(text):
            said = re.sub(
                r"^(?:and|on|of|The|This|That|Each|Every|Its|Their|Requests|Invites|Instructs|Encourages|Decides|Directs|Also|Further|REQUESTS|INVITES)\s+",
                "",
                match[0],
            )
            start = match.end() - len(said)
            if (" " not in said and "-" not in said) or _PERSON_HEAD.match(said):
                continue
            said = re.sub(r"\s+", " ", said)
            yield Mention(start, match.end(), (said,), _kind(_head_noun(said)))

    def _lower_case_groups(self, text: str) -> Iterable[Mention]:
        for match in _GROUP.finditer(text):
            said = re.sub(r"\s+", " ", match[0])
            if said[0].isupper() and not said.lower().startswith("sub"):
                continue
            canonical = (said,)
            if said == "study groups" and self._sector:
                canonical = (f"{self._sector} study groups",)
            if said in ("relevant study groups", "competent study groups") and self._sector:
                canonical = (f"{self._sector} study groups",)
            if said in (
                "working group",
                "study group",
                "advisory group",
                "expert group",
                "steering committee",
                "working party",
                "task force",
            ):
                before = text[: match.start()].rstrip()
                if before.endswith(("the", "this", "that", "The", "This")):
                    continue
            official = re.search(r"\b(?:offices?|secretariat)\b", said)
            yield Mention(match.start(), match.end(), canonical, "official" if official else "body")
        for match in _ABBREVIATED.finditer(text):
            yield Mention(match.start(), match.end(), (match[0],), "body")

    def _pronouns(self, text: str, mentions: Sequence[Mention], at: int | None) -> list[Mention]:
        """Mentions by a noun that stands for a name: `the Council`, `this conference`, `the Group`, `the Director`."""
        found = []
        for match in _pronoun_pattern(self._language.code).finditer(text):
            start, end = match.start("head"), match.end("head")
            if any(one.start < end and start < one.end for one in mentions):
                continue
            mention = self._refer(match, text, mentions, at)
            if mention:
                found.append(mention)
        return found

    def _refer(self, match: re.Match[str], text: str, mentions: Sequence[Mention], at: int | None) -> Mention | None:
        head = re.sub(r"\s+", " ", match["head"]).lower().rstrip("s")
        start, end = match.start("head"), match.end("head")
        if head == "director":
            return self._the_director(start, end, at)
        this = bool(re.fullmatch(_THIS, match["the"] or "", re.IGNORECASE))
        if head == "council" and self.organisation == "ITU":
            return Mention(start, end, ("Council",), "body")
        if self.speaker and (this or head == self._speaker_kind):
            return Mention(start, end, (self.speaker,), "body")
        if match["head"][0].isupper():
            capital = [one for one in self._before(head, text, mentions, start, at) if one.names[0][0].isupper()]
            if capital:
                return replace(
                    capital[-1], start=start, end=end, event=None, doubtful=len({one.names for one in capital}) > 1
                )
        if candidates := self._before(head, text, mentions, start, at):
            latest = candidates[-1]
            distinct = {one.names for one in candidates}
            return replace(latest, start=start, end=end, event=None, doubtful=len(distinct) > 1)
        if match["head"][0].isupper():
            return Mention(start, end, (match["head"],), _kind(head))
        if head in (
            "group",
            "study group",
            "advisory group",
            "expert group",
            "steering committee",
            "working group",
            "task force",
            "panel",
        ):
            return Mention(start, end, (re.sub(r"\s+", " ", match["head"]),), "body", doubtful=True)
        return None

    def _before(self, head: str, text: str, mentions: Sequence[Mention], start: int, at: int | None) -> list[Mention]:
        """Names with that head noun said before, in order: in the resolution up to `at`, then in this text."""
        heads = {head}
        # Outside this clause only a known name or an abbreviation of the text's own stands for the noun: another name
        # is given as the clause gives it.
        earlier = [
            mention
            for place, mention, said in self._said
            if (at is None or place < at) and self._is_known(mention) and self._heads(mention, said) & heads
        ]
        here = [one for one in mentions if one.end <= start and self._heads(one, text[one.start : one.end]) & heads]
        return [one for one in (*earlier, *here) if len(one.names) == 1]

    def _is_known(self, mention: Mention) -> bool:
        name = mention.names[0]
        return name in self._names.bodies or name in self._defined or name.startswith("Director of ")

    def _heads(self, mention: Mention, said: str) -> set[str]:
        """The nouns that may stand for a mention: of its words, and of the long form of an abbreviation."""
        body = self._names.bodies.get(mention.names[0])
        texts = [said, mention.names[0]]
        texts += [long for long, name in self._long_forms.items() if name.names == mention.names]
        found = {head for one in texts if (head := _head_noun(one))}
        specific = {two for one in texts for two in _TWO_WORD_HEADS if two in one.lower()}
        found |= specific
        if specific & {"study group", "advisory group"}:
            found.discard("group")
        if body:
            found.add(body.kind)
        return found

    def subject_before(self, at: int) -> Mention | None:
        """The body that the clause before `at` opens with: what "It shall …" goes on about; None where none does."""
        opened = [
            mention for place, mention, _ in self._said if place < at and mention.start <= 4 and mention.kind == "body"
        ]
        return opened[-1] if opened else None

    def _the_director(self, start: int, end: int, at: int | None) -> Mention | None:
        by_sector = {"ITU-T": "Director of TSB", "ITU-D": "Director of BDT", "ITU-R": "Director of BR"}
        said = [
            mention for place, mention, _ in self._said
            if (at is None or place < at) and len(mention.names) == 1 and mention.names[0].startswith("Director of ")
        ]  # fmt: skip
        if self._sector:
            return Mention(start, end, (by_sector[self._sector],), "official")
        if said:
            return Mention(start, end, said[-1].names, "official", doubtful=len({one.names for one in said}) > 1)
        return None

    def _mask(self, text: str, mentions: Sequence[Mention]) -> str:
        pieces, at = [], 0
        for one in mentions:
            pieces += [text[at : one.start], _MASKS[one.kind] * (one.end - one.start)]
            at = one.end
        masked = "".join([*pieces, text[at:]])
        for pattern in _REFERENCES:
            masked = pattern.sub(lambda m: re.sub(r"[\ue001-\ue003]", QUIET, m[0]), masked)
        return self._language.product.sub(lambda m: QUIET * len(m[0]), masked)

    def _with_persons(self, found: Masked) -> Masked:
        """Joins "chair of" to the body it stands before: the chair is who reports."""
        mentions = list(found.mentions)
        masked = found.masked
        for match in _PERSON.finditer(masked):
            for index, one in enumerate(mentions):
                if one.start == match.end():
                    said = found.text[match.start() : match.end()]
                    if said.lower().startswith("director"):
                        break
                    whole = re.sub(r"\s+", " ", re.sub(r"\s*\([^()]*\)$", "", found.text[match.start() : one.end]))
                    names_of = (whole,)
                    mentions[index] = Mention(match.start(), one.end, names_of, "official")
                    mentions = [
                        other
                        for other in mentions
                        if not (match.start() <= other.start < match.end()) or other is mentions[index]
                    ]
                    masked = masked[: match.start()] + OFFICIAL * (one.end - match.start()) + masked[one.end :]
                    break
        return Masked(found.text, masked, tuple(mentions))


_LOWER_HEADS = frozenset(
    {"group", "study group", "advisory group", "expert group", "steering committee", "working group", "task force", "panel", "forum"}
)
_TWO_WORD_HEADS = (
    "working group",
    "study group",
    "advisory group",
    "expert group",
    "task force",
    "steering committee",
    "focus group",
    "working party",
)


@cache
def _pronoun_pattern(code: str) -> re.Pattern[str]:
    heads = sorted(language(code).anaphora_heads, key=lambda one: -len(one))
    listed = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in heads)
    return re.compile(
        rf"(?<![\w-])(?:(?P<the>{_DEFINITE}|its|their|each|every|any|next|forthcoming|of|to|by)\s+)(?:(?:next|forthcoming|ITU|said|new|whole)\s+)?(?P<head>(?:{listed}|director)s?)(?![\w-])",
        re.IGNORECASE,
    )


def _all_texts(resolution: Resolution) -> Iterable[str]:
    yield resolution.title
    for section in resolution.sections:
        yield fold(section.heading)
        for clause in section.clauses:
            yield clause.reading


def _past_abbreviation(text: str, end: int) -> int:
    """The end of a name with the abbreviation in parentheses that may follow it."""
    match = re.compile(r"\s*\((?:the\s+)?[\"']?[A-Z][A-Za-z0-9&/-]{1,15}[\"']?\)").match(text, end)
    return match.end() if match else end


def _inside_longer_name(text: str, match: re.Match[str]) -> bool:
    """Whether a short name goes on: "Council Working Group", "Executive Board's Committee"."""
    return bool(
        re.match(r"\s+(?:Working\s+Group|Committee|Group|Secretariat|Task\s+Force)\b", text[match.end() :])
    ) and not text[match.start() : match.end()].lower().endswith(("group", "groups"))


def _long_form(before: str, short: str) -> str | None:
    """The words before an abbreviation in parentheses that it stands for; None where its letters do not fit.

    The letters are looked for at the beginnings of words, from the last word backwards: EG-NV fits "expert group on
    number validation".
    """
    words = re.findall(r"[\w'/-]+", before)[-14:]
    letters = [char.lower() for char in short if char.isalpha() and (char.isupper() or len(short) < 4)]
    if "-" in short and not letters:
        return None
    at = len(words)
    for letter in reversed(letters):
        at -= 1
        while at >= 0 and not any(part[:1].lower() == letter for part in re.split(r"[-/]", words[at])):
            at -= 1
        if at < 0:
            return _capitalised_tail(words)
    return " ".join(words[at:])


def _capitalised_tail(words: list[str]) -> str | None:
    """The trailing run of capitalised words and little words between them: a name whose letters do not spell it."""
    start = len(words)
    while start > 0 and (words[start - 1][:1].isupper() or words[start - 1] in ("of", "on", "for", "the", "and", "in")):
        start -= 1
    while start < len(words) and not words[start][:1].isupper():
        start += 1
    return " ".join(words[start:]) or None


_HEADS = frozenset(
    ["council", "assembly", "conference", "committee", "commission", "board", "group", "forum", "panel", "force", "team", "party", "activity", "network", "platform", "partnership", "secretariat", "office", "body", "meeting", "agency", "organization", "organisation", "union", "bureau", "programme", "fund", "mechanism", "rapporteur", "director", "director-general", "general", "representative", "envoy", "coordinator", "commissioner", "centre", "center", "mission", "institute", "unit", "congress", "symposium", "groups", "bodies", "committees", "chair", "president", "facility", "initiative", "expert", "sub-committee", "subcommittee", "process", "government"]
)


def _head_noun(name: str | None) -> str | None:
    """The noun that says what a name is: `Committee on Programme and Budget` -> `committee`; None without one."""
    if not name:
        return None
    before_of = re.split(r"\s+(?:on|for|of|in|to|against|with)\s+", name.lower())[0]
    for words in (before_of.split(), name.lower().split()):
        for word in reversed(words):
            if word.strip("'s") in _HEADS or word in _HEADS:
                return word.rstrip("s") if word in ("groups", "committees") else word
    return None


def _kind(head: str | None) -> NameKind:
    return "official" if head in _OFFICIAL_HEADS else "body"
