"""Recognises the verb that opens a section or a clause: `instructs the Director of BDT`, `Recalling …`.

Every function takes folded text; the verbs and adverbs are data of the language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reporter.vocabulary.forms import any_of, lowered
from reporter.vocabulary.language import language

_LONGEST_ADDRESSEE = 400
_HEADS_A_LIST = frozenset({"resolves", "decides", "agrees"})
"""Verbs that stand alone above their clauses although they ask nobody."""

_FIRST_WORD = re.compile(r"[A-Za-z]+")
# "to report …", "that …", "not to …", ":"; but not "to the Council", "to it", "to be held", which go on naming somebody
# Nor do "the right to education" and "those referred to in paragraph 2". The first letter tells most words apart.
_TASK = re.compile(
    rf"(?=[tn:;])(?<![\w-]){language().no_noun_before}(?:to\s+(?!(?:the|this|that|its|which|be\s+held|in|above|below|under"
    r"|it|them|him|her)\b)[a-z]+"
    r"|that\b|not\s+to\b|[:;])"
)
# "the Director of BDT, as chair of the group", "in his capacity as": what he is asked as
_IN_THE_ROLE_OF = re.compile(
    r",\s+(?:as\s(?!\s*well\s+as\b)|in\s+(?:his\s+or\s+her|his|her|its|their)\s+capacity\s+as\s)"
)
# `Applauds the`, `Also salutes all`, `Pays tribute`
_UNLISTED = re.compile(
    r"(?:[A-Z][a-z]+ly\s+|(?:Also|Further|Once again)\s+)?(?P<verb>[A-Za-z][a-z]{2,}s)\s+"
    r"(?=(?:the|its|their|all|those|every|each|tribute|with|also|further|once|strongly)\s)"
)
# `Also request the Secretary-General`, `We invite all Member States`
_IN_FIRST_PERSON = re.compile(
    r"(?:We\s+)?(?:(?:also|further|therefore|strongly)\s+)?(?P<verb>[a-z]+(?:\s+(?:up)?on)?)\s+(?:also\s+|further\s+)?"
    r"(?=(?:the|our|its|all|those|every|each|Member|States|Governments|relevant|upon|that)\s)",
    re.IGNORECASE,
)
# `We task the Committee`, `We agree that the secretariat shall`: verbs that do not only ask
_ALSO_IN_FIRST_PERSON = {"task": "tasks", "agree": "agrees", "decide": "decides", "resolve": "resolves"}
# `The General Assembly`, `The Committee on Fees`, `In the light of this, the Assembly`, in front of its verb
_SPEAKER = re.compile(
    r"(?:(?:In|On|For|With|Under|Finally|Lastly|Moreover|Furthermore|Accordingly|Therefore|Consequently)\b[^,;:.]{0,100},\s+the|The)"
    r"\s+(?:[A-Z][\w'-]{1,30}\s+){0,6}?"
    r"(?:Assembly|Council|Conference|Committee|Commission|Board|Congress|Body|Union|Meeting|Plenary|Parties)\s+"
    r"(?:(?:of|on|for|to)\s+(?:the\s+)?(?:[A-Z][\w'-]{1,30}\s+){1,6}?){0,3}(?=[a-z]+s?[\s:])"
)
# `It`, `Finally, it`, in front of its verb: the body that speaks
_IT = re.compile(
    r"(?:(?:Finally|Lastly|Moreover|Furthermore|Accordingly|Therefore|Consequently),\s+it|It)\s+(?=[a-z]+\s)"
)
# Behind `decided`: not a participle
_SAID_IN_PAST = re.compile(r"\s*:|,?\s+(?:to|that|not\s+to)\s")
# "The report that the Office is requested to prepare"; but "Parties that export weirs are requested to report"
_RELATIVE = re.compile(
    r"\b(?:whom|where|when|if|as|(?:that|which|who)(?!\s+(?:is|has|was|(?!(?:the|an?|it|they|this|these|those|their|all|each)\b)"
    r"[a-z]+(?<!s))\s))\b"
)
# `All organizations`, told in front of "invited to report, as referred to above" and "which have ratified it"
_DESCRIBED = re.compile(
    r",?\s(?:that|which|who|whose|invited|requested|urged|asked|referred|listed|mentioned|set\sup)\s"
)
# Without these words nobody is asked in the passive; cheap to look for
_IS_ASKED = re.compile(r"\s(?:is|are)\s[^;:]{0,60}\sto[\s:]")
# `and`, `do hereby`, in front of a verb in the plural, and `to` behind it
_LED_BY = re.compile(r"\A(?:and\s+)?(?:(?:do\s+)?hereby\s+)?|\s+to[\s,]*\Z")
_TO = re.compile(r"to\s+")
_LEADING_AND = re.compile(r"and[\s,]+")
_AROUND = " ,;:.\t\n"


@dataclass(frozen=True, slots=True)
class Opening:
    """A governing verb at the start of a paragraph.

    Attributes:
        verb: In the third person (`instructs`) or the participle of a preamble (`recalling`), lower case.
        operative: False for a preamble's.
        inner: Infinitive of a second verb that it governs (`resolves to instruct …` gives `instruct`); None without.
        rest: Offset where the words after verb and adverbs begin.
        said: The verb with its adverbs, as the text has them, in lower case: `further instructs`.
        asked: Who stands before a verb in the passive, verbatim: `The Office` of "… is requested to"; "" elsewhere, and
            for "it", which means whom the words above name.
    """

    verb: str
    operative: bool
    inner: str | None
    rest: int
    said: str
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """The words after a governing verb, taken apart.

    Attributes:
        addressee: Who is asked, verbatim, without collaborators; "" where nobody is named.
        collaborators: Who is to help, verbatim.
        task: Offset, into the words given, of what they are asked to do; None where the words end before it.
    """

    addressee: str
    collaborators: str
    task: int | None


def opening(text: str, code: str = "en") -> Opening | None:
    """The governing verb at the start of a text, adverbs before it passed over; None where it starts otherwise."""
    match = _opening_pattern(code).match(text) if begins_like_a_verb(text, code) else None
    if match is None:
        return None
    verb = _one_spaced(match["verb"])
    if verb in language(code).past:
        if not text[0].isupper() and not _SAID_IN_PAST.match(text, match.end("verb")):
            return None
        verb = language(code).past[verb]
    if verb in language(code).nouns_too and text[0].isupper() and not (text[match.end() :].strip() or text.isupper()):
        # "Tasks", a title
        return None
    inner = _one_spaced(match["inner"]) if match["inner"] else None
    said = _LEADING_AND.sub("", _one_spaced(text[: match.end("verb")] if inner else match[0]).rstrip(" ,"))
    return Opening(verb, verb in language(code).infinitives, inner, match.end(), said)


def begins_like_a_verb(text: str, code: str = "en") -> bool:
    """Whether a text begins with a word that a governing verb, or an adverb before one, begins with: most do not."""
    first = _FIRST_WORD.match(text)
    return first is not None and first[0].lower() in _first_words(code)


def unlisted_opening(text: str) -> Opening | None:
    """A verb in the third person that no list holds, with a capital: `Applauds the efforts`; None without one.

    Only where such a sentence is expected: a plural noun looks the same.
    """
    match = _UNLISTED.match(text)
    if match is None:
        return None
    verb = match["verb"].lower()
    return Opening(verb, True, None, match.end("verb") + 1, _one_spaced(match[0][: match.end("verb")]))


def opening_in_first_person(text: str, code: str = "en") -> Opening | None:
    """A verb of asking as a declaration has it, `We invite all Member States to`; None without one.

    Only where such a sentence is expected, and with a capital: a noun looks the same.
    """
    match = _IN_FIRST_PERSON.match(text) if text[:1].isupper() else None
    if match is None:
        return None
    said = _one_spaced(match["verb"])
    verb = language(code).directive_forms.get(said) or _ALSO_IN_FIRST_PERSON.get(said)
    return Opening(verb, True, None, match.end(), _one_spaced(match[0][: match.end("verb")])) if verb else None


def opening_behind_subject(text: str, code: str = "en", *, it: bool = False) -> Opening | None:
    """A verb of asking behind the body that speaks: `The General Assembly also requests the Secretariat to`.

    Only where a resolution is being read: in a report of a meeting others speak as well.

    Args:
        text: Folded words.
        it: True where "It also requests" means the body that speaks: in a numbered paragraph.
    """
    if not text[:1].isupper():
        return None
    match = _SPEAKER.match(text) or (_IT.match(text) if it else None)
    found = opening(text[match.end() :], code) if match else None
    if match is None or found is None or not (found.verb in language(code).directive or found.verb in _HEADS_A_LIST):
        return None
    return Opening(found.verb, True, found.inner, found.rest + match.end(), found.said)


def opening_in_plural(text: str, code: str = "en") -> Opening | None:
    """A verb as several say it: `Decide:`, `request the Secretariat to`, `DO HEREBY AGREE TO:`; None without one.

    Only where several speak: "Request for information" is a title elsewhere.
    """
    match = _plural_pattern(code).match(text)
    if match is None:
        return None
    verb = language(code).third_person[_one_spaced(match["verb"])]
    return Opening(verb, True, None, match.end(), _LED_BY.sub("", _one_spaced(match[0])).rstrip(" ,"))


@cache
def _plural_pattern(code: str) -> re.Pattern[str]:
    verbs = language(code).infinitives.values()
    return re.compile(
        rf"(?:and\s+)?(?:(?:do\s+)?hereby\s+|(?:also|further)\s+)?(?P<verb>{any_of(verbs)})(?:\s+(?:also|further))?"
        r"(?=\s*:|\s*$|\s+(?:to|that|the|its|their|our|all|those|each|every|of|with|upon|ourselves|(?-i:[A-Z])))(?:\s+to(?=\s*:))?[\s,]*",
        re.IGNORECASE,
    )


def behind_speaker(text: str) -> int:
    """Offset behind the body with which a text begins, `The Meeting of the Parties` of "… decides:"; 0 without one."""
    match = _SPEAKER.match(text)
    return match.end() if match else 0


def opening_in_past(text: str, code: str = "en") -> Opening | None:
    """A verb in the past that opens an item, with a small letter: `requested the Office to`; None without one.

    Only in a list of what was decided: "(a) requested the report" elsewhere tells of a report.
    """
    match = _told_pattern(code).match(text)
    if match is None or not text[0].islower():
        return None
    verb = language(code).told[_one_spaced(match["verb"])]
    # The words as they would stand in the present tell whether a second verb follows: "decided to request".
    found = opening(text[: match.start("verb")] + verb + text[match.end("verb") :], code)
    if found is None or not found.operative:
        return None
    longer = len(match["verb"]) - len(verb)
    return Opening(verb, True, found.inner, found.rest + longer, found.said)


def told_verbs(code: str = "en") -> str:
    """A pattern that finds a verb of a decision in the past, adverbs before it included; its group is `verb`."""
    return rf"(?:(?:also|further|therefore)\s+)?(?P<verb>{any_of(language(code).told)})(?![\w-])"


@cache
def _told_pattern(code: str) -> re.Pattern[str]:
    return re.compile(told_verbs(code))


def opening_in_passive(text: str, code: str = "en") -> Opening | None:
    """A verb of asking in the passive, `The Office is requested to report`; None without one.

    Only where a paragraph with a verb of its own is expected: elsewhere it tells of what somebody is asked.
    """
    match = _passive_pattern(code).match(text) if _IS_ASKED.search(text) else None
    if match is None or (_RELATIVE.search(match["asked"]) and not match["comma"]):
        return None
    verb = language(code).told[_one_spaced(match["verb"])]
    asked = "" if match["asked"].lower() in ("it", "they") else _DESCRIBED.split(match["asked"])[0].rstrip(" ,")
    return Opening(verb, True, None, match.end(), verb, asked)


@cache
def _passive_pattern(code: str) -> re.Pattern[str]:
    words = language(code)
    verb = any_of(past for past, verb in words.told.items() if verb in words.directive)
    return re.compile(
        rf"(?P<asked>[A-Z](?:[^;:.()]|\([^()]{{0,80}}\)){{2,250}}?|[Ii]t|[Tt]hey)(?P<comma>,)?\s+(?:is|are)\s+"
        rf"(?:(?:also|further|therefore|hereby|accordingly)\s+)*(?P<verb>{verb})\s+(?=(?:not\s+)?to[\s:])"
    )


def broken_opening(text: str, code: str = "en") -> Opening | None:
    """A verb in the third person after "to" (`to invites the Director of BDT`): a heading that lost its marks."""
    match = _TO.match(text)
    found = opening(text[match.end() :], code) if match else None
    if match is None or found is None or not found.operative:
        return None
    return Opening(found.verb, True, found.inner, found.rest + match.end(), found.said)


def address(words: str, code: str = "en") -> Address:
    """Takes apart the words after a governing verb: who, with whom, to do what."""
    task = _TASK.search(words)
    head = words[: task.start()] if task else words
    helped = language(code).collaboration.search(lowered(head))
    asked = _IN_THE_ROLE_OF.split(head[: helped.start()] if helped else head)[0]
    return Address(
        # "request the Director to:", "entrusts the Group with:" stand over their lists.
        addressee=asked.strip(_AROUND).removesuffix(" to").removesuffix(" with").rstrip(_AROUND),
        collaborators=head[helped.end() :].strip(_AROUND) if helped else "",
        task=task.start() if task else None,
    )


def is_heading(text: str, found: Opening, code: str = "en") -> bool:
    """Whether a paragraph that opens with a verb is a heading over clauses, not a clause in itself.

    `instructs the Director of BDT, in cooperation with the Director of TSB` is one; `Requests the Secretary-General to
    submit a report` is not.
    """
    rest = text[found.rest :].rstrip()
    if not rest.strip(" ,:;.") or rest.endswith(":"):
        return True
    if not found.operative or len(rest) > _LONGEST_ADDRESSEE or rest.endswith((".", ";")):
        return False
    if found.verb not in language(code).directive and found.verb not in _HEADS_A_LIST:
        return False
    return _TASK.search(rest) is None


def asks(text: str, found: Opening, code: str = "en") -> bool:
    """Whether a paragraph that opens with a verb asks somebody named to do something."""
    if found.verb not in language(code).directive:
        return False
    taken = address(text[found.rest :], code)
    return taken.task is not None and bool(taken.addressee)


def _one_spaced(words: str) -> str:
    return " ".join(words.lower().split())


@cache
def _first_words(code: str) -> frozenset[str]:
    """First words of all verbs and adverbs."""
    words = language(code)
    return frozenset(
        one.split()[0].lower() for one in (*words.infinitives, *words.past, *words.preamble, *words.adverbs)
    )


@cache
def _opening_pattern(code: str) -> re.Pattern[str]:
    words = language(code)
    adverb = any_of(words.adverbs)
    verb = any_of([*words.infinitives, *words.past, *words.preamble])
    inner = any_of(words.infinitives[one] for one in words.directive_verbs)
    return re.compile(
        rf"(?:{adverb}[\s,]+)*(?P<verb>{verb})(?![\w-])"
        rf"(?:[\s,]+{adverb}(?![\w-]))*(?:[\s,]+to\s+(?:{adverb}\s+)*(?P<inner>{inner})(?![\w-]))?[\s,]*",
        re.IGNORECASE,
    )
