"""Finds names in a text: those that the lists hold, conferences and study groups by number, proper names, groups.

Every function takes the text and yields mentions in the order of the text; `low` is the text in lower case, of the same
length (`forms.lowered`). Their results may overlap: `mentions.MentionFinder` decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reporter.extraction.heads import begins_with_somebody, head_noun, kind_of
from reporter.extraction.masking import Mention
from reporter.vocabulary.cued import Cued, cued
from reporter.vocabulary.forms import any_of, expand
from reporter.vocabulary.language import alternatives, language
from reporter.vocabulary.names import NameKind, names

_WORDS = language().naming
_START, _END = r"(?<![\w-])", r"(?![\w-])"

# `PP-26`, `WTSA-24`, `WRC27`
_CONFERENCE = cued(rf"{_START}(PP|WTSA|WTDC|RA|WRC|WCIT|WARC|CPM)-?((?:19|20)?\d\d){_END}")
_CONFERENCE_AT_ALL = re.compile(r"(?:PP|RA|CPM|W(?:TSA|TDC|RC|CIT|ARC))-?\d")

# `COP17`, `COP-17`
_MEETING_OF_PARTIES = cued(rf"{_START}COP[ -]?(\d{{1,2}}){_END}")

# `Study Group 13`, `ITU-T SG 2`, `Study Groups 11 and 17`, `Working Party 5D`, `Study Group 3/5`
_STUDY_GROUP = cued(
    rf"{_START}(?P<sector>(?:ITU-[TRD]|Radiocommunication|Standardization|Development)\s+)?(?P<head>Study\s+Groups?|SGs?|(?:Joint\s+)?Working\s+Part(?:y|ies)|J?WPs?|J?TGs?|(?:Joint\s+)?Task\s+Groups?)\s*"
    r"(?P<list>\d{1,2}[A-Z]?(?:/\d{1,2}|(?:-\d{1,2}){1,4})?(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or)\s+)\d{1,2}[A-Z]?(?!\w))*)(?!\w)"
    r"(?:\s+of\s+(?P<parent>(?:ITU-[TRD]\s+)?(?:Study\s+Group|SG)\s*\d{1,2})(?![\w/-])"
    r"|\s+of\s+(?:the\s+)?(?:ITU\s+)?(?P<of>ITU-[TRD]|(?:Telecommunication\s+)?(?:Standardization|Development)|Radiocommunication)"
    r"(?:\s+Sector)?(?!\w)(?:\s+\(ITU-[TRD]\))?)?"
)
_STUDY_GROUP_AT_ALL = re.compile(r"(?:Groups?|SGs?|Part(?:y|ies)|WPs?|TGs?)\s*\d")
_LONG_AND_SHORT = cued(
    r"(?:[A-Z][\w-]{1,40}\s+){0,4}(?:Working\s+Group|Expert\s+Group|Task\s+Force|Committee|Group|Panel|Forum)\s+(?:on|for)\s"
    r"[^();:]{3,110}?\s\((?P<short>[A-Z][\w&-]{2,20})\)"
)
_NUMBERED_COMMITTEE = cued(rf"{_START}\d{{3,4}}\s+(?:\(\d{{4}}\)\s+)?(?:Sanctions\s+)?Committee{_END}")
_NUMBER = re.compile(r"\d{1,2}[A-Z]?(?:/\d{1,2}|(?:-\d{1,2}){1,4})?")
_SINGULAR = {
    "Study Groups": "Study Group",
    "SG": "Study Group",
    "SGs": "Study Group",
    "Working Parties": "Working Party",
    "WP": "Working Party",
    "WPs": "Working Party",
    "TGs": "TG",
}

# `Conformity Assessment Steering Committee`, `Council Working Group on Child Online Protection`,
# `Educational, Scientific and Cultural Organization`. Lengths are bounded so that a text made to be slow is not.
_CAPITAL = r"[A-Z][\w'/\u2013-]{0,60}"
_LISTED = r"[A-Z][\w'-]{0,60}"
_HEADS = any_of(_WORDS.heads)
_HEADS_ON = any_of(_WORDS.heads_on)
_JOINT = (
    r"(?:\s+|,\s+(?!(?:Member\s+)?States\b|Governments\b)|,?\s+and\s+(?!(?:FURTHER|ALSO|[A-Z]{4,}S)\b)(?:the\s+(?=Pacific|Caribbean|Near\s+East|Empowerment|Law\s+of\s+the\s+Sea))?"
    r"|\s+(?:of|for|on|in|with|against)\s+(?:the\s+)?|\s+and\s+on\s+(?:the\s+)?|\s+or\s+(?=[A-Z][a-z])|(?<=Right)\s+to\s+(?:the\s+)?|\s+at\s+(?=Sea\b)|(?<=ing)\s+the\s+|(?<=[a-z]ed)\s+by\s+)"
)
_TITLE = rf"{_CAPITAL}(?:{_JOINT}{_CAPITAL}){{0,20}}(?:(?<=Resolution)\s+\d{{1,4}})?"
# `Trade and Development` in front of "Board", `Scientific and Technical Advisory` in front of "Body",
# `Facilitation and Higher Airspace` in front of "Panel"
_ADJECTIVE = r"[A-Z][a-z]+(?:al|ic|ary|ive|ory|ous)"
_TWO_KINDS = rf"{_ADJECTIVE}\s+and\s+{_ADJECTIVE}\s+(?:[A-Z][a-z]+\s+){{0,2}}(?={_HEADS}{_END})"
_TWO_LONGER = rf"(?<=[Tt]he\s)[A-Z][a-z]+\s+and\s+[A-Z][a-z]+\s+[A-Z][a-z]+\s+(?={_HEADS}{_END})"
_NO_HEAD = rf"(?!(?:{_HEADS}|States|Members|Parties|Governments|Countries|General){_END})[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?"
_TWO_MATTERS = rf"(?:{_NO_HEAD}\s+){{0,2}}(?:Programme|{_NO_HEAD})\s+and\s+[A-Z][a-z]+\s+(?={_HEADS}{_END})"
# `Advisory Board on Disarmament Matters`, of which "Board" alone would end the name
_TWO_WORDS_ON = (
    rf"(?:{_CAPITAL}\s+){{0,4}}?{any_of(head for head in _WORDS.heads_on if ' ' in head)}{_END}"
    rf"\s+(?:on|of|for)(?:\s+the)?\s+{_TITLE}"
)
_PROPER_NAME = re.compile(
    rf"{_START}(?=[A-Z]|ad\s)(?:{_TWO_WORDS_ON}|"
    rf"(?:(?:{_LISTED},\s+){{1,8}}{_LISTED}\s+and\s+{_LISTED}\s+|{_TWO_KINDS}|{_TWO_LONGER}|{_TWO_MATTERS}"
    rf"|(?:(?:{_CAPITAL}|ad hoc)\s+){{0,6}})"
    rf"(?:{_HEADS_ON}{_END}\s+(?:on|of|for|against)(?:\s+the)?\s+{_TITLE}|(?<=[a-z]\s)Council\s+for\s+{_TITLE}"
    rf"|{_HEADS}{_END}(?:\s+of(?:\s+the)?\s+{_TITLE})?))"
)
# `Meeting of States Parties` in front of `to the Convention on Cold Waters`
_TO_A_TREATY = re.compile(
    rf"\s+to\s+the\s+(?:{_CAPITAL}\s+){{0,6}}(?:Convention|Protocol|Agreement|Treaty|Covenant)"
    rf"(?:\s+(?:on|for|against)\s+(?:the\s+)?{_TITLE})?"
)
_HEAD_AT_ALL = re.compile(any_of((*_WORDS.heads, *_WORDS.heads_on)))
_NO_BODY = re.compile(rf"\b{alternatives(_WORDS.no_bodies)}")
# `Management Authority`, of the exporting State
_OF_A_STATE = re.compile(r"(?:Management|Scientific|Designated|National|Competent)\s+(?:National\s+)?Authorit")
# `at its [Fourteenth Meeting]`
_ONE_SESSION = re.compile(r"(?:[A-Z][a-z]+-)?[A-Za-z]+(?:st|nd|rd|th)\s+(?:Meeting|Session|Conference)")
_NOT_A_NAME = re.compile(rf"{alternatives(_WORDS.not_names)}\s+")

# `Chair of the Council`: a person, told from the body by `mentions`.
PERSON_HEAD = re.compile(r"(?:Chair(?:man|person|-Rapporteur)?|Co-Chairs?|President|Rapporteur|Secretariat)\s+of\b")

# `relevant study groups`, `expert group on numbering resources`, `group of governmental experts`, `subgroups`
_NOT_IN_TOPIC = (
    r"(?!attention\b|consideration\b|action\b|information\b|review\b|relat|pertain|shall|should|will|to\b|be\b|is\b|in\b|at\b|by\b"
    r"|with\b)"
)
_TOPIC = (
    r"(?:\s+(?:on|for)\s+(?!(?:the|its|their|this|an?|each|all|prompt|further|appropriate|what|which|how|whether|whom)\s)[a-z][\w-]*"
    rf"(?:\s+{_NOT_IN_TOPIC}[a-z][\w-]*){{0,3}}?"
    r"(?<!\sand)(?<!\sor)(?=\s*(?:[(,;.]|$)|\s(?:and\s)?(?:shall|should|will|to|be|is|which|that|with)\b)"
    r"|\s+responsible\s+for\s+(?!the\s|its\s|this\s)[a-z][\w -]{2,40}?(?=\s*[,;.]|\s+(?:shall|should|will|to|and)\s))?"
)
_KINDS = [form for kind in _WORDS.group_kinds for form in expand(kind)]
_NOUNS = alternatives(_WORDS.group_nouns)
_GROUP = cued(
    rf"{_START}(?:{alternatives(_WORDS.plain_groups)}{_END}|(?!and\s)(?:{any_of(_KINDS)}\s+){{1,8}}{_NOUNS}){_END}"
    # In "report to the study groups on fees" the topic is the report's.
    rf"(?:(?<=study groups)|(?<!study groups){_TOPIC})"
)
_STAND_INS = frozenset(_WORDS.stand_ins)
_OWN_STUDY_GROUPS = frozenset({"study groups", "relevant study groups", "competent study groups"})
# `competent national teams`: what they are told stays in their country
_NATIONAL = re.compile(r"\bnational\b")
_SPEAKER_OF = re.compile(r"\b(?:offices?|secretariat)\b")

# `CWG-Internet`, `JCA-QN`
_ABBREVIATED = cued(rf"{_START}(?:{'|'.join(_WORDS.abbreviations)})-[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*{_END}")

# `Special Rapporteur on the right to education`, `Independent Expert on human rights and solidarity`
_MANDATE = cued(
    rf"{_START}{alternatives(_WORDS.mandates)}(?:\s+of\s+the\s+(?:[A-Z][\w-]{{1,30}}\s+(?:on\s+)?){{1,5}}?)?\s*\b(?:on|for)\s+(?!an?\s)(?:the\s++)?+(?=[a-z])[^,;:.()]{{2,160}}?"
    rf"(?=\s*(?:[,;:.()]|$)|\s+{alternatives(_WORDS.mandate_ends)}{_END})"
)
# `and the remediation of polluted land`, behind `Independent Expert on human rights`
_AND_A_MATTER = re.compile(
    rf"\s+and\s+the\s+(?P<matter>[a-z][^,;:.()]{{3,120}}?)(?=\s*(?:[,;:.()]|$)|\s+{alternatives(_WORDS.mandate_ends)}{_END})"
)
# `group of three ` in front of `independent experts on`
_GROUP_OF_THEM = re.compile(r"(?:group|panel|team)\s+of\s+(?:[a-z]+\s+)?$")
_GROUP_OF_REACH = 30
# `secretariat of the Convention on Wetlands`: no convention reports, its secretariat does
_OF_A_TREATY = cued(
    rf"{_START}(?P<name>(?:[Ss]ecretariat|Executive Secretary|Depositary)\s+of\s+(?:the\s+)?(?:{_CAPITAL}\s+){{0,8}}"
    rf"(?:Convention|Protocol|Agreement|Treaty)(?:\s+(?:on|for|to|against)\s+(?:the\s+)?{_TITLE}"
    r"(?:\s+and/or\s+Desertification,\s+Particularly\s+in\s+Africa)?)?)"
)
# `meeting of States`, `joint meeting of the Executive Boards`
_MEETING_OF = cued(
    rf"{_START}(?P<name>(?:{_CAPITAL}\s+){{0,4}}(?:[Jj]oint\s+)?[Mm]eetings?\s+of\s+(?:States(?:\s+parties)?(?!\s+(?:Parties|to\s+the))|[Mm]inisters|Governments)"
    rf"|[Jj]oint\s+(?:meeting|session)s?\s+of\s+the\s+{_CAPITAL}(?:\s+{_CAPITAL}){{1,3}})(?![\w-])"
)
# `Specialized Technical Committee (STC) on Agriculture, Rural Development and Water`
_SHORT_INSIDE = cued(
    rf"{_START}(?P<name>(?:{_CAPITAL}\s+){{1,6}}\([A-Z][\w&-]{{1,15}}\)\s+(?:on|for|of)\s+(?:the\s+)?"
    rf"{_TITLE}(?:,\s+{_TITLE})*)"
)
_INSIDE = re.compile(r"\s*\([^()]*\)")
# `United Nations country team in Mali`
_COUNTRY_TEAM = cued(
    rf"{_START}(?P<name>United\s+Nations\s+country\s+team\s+in\s+(?:the\s+)?{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}})(?![\w-])"
)
# `Sahel configuration`, of the Peacebuilding Commission
_CONFIGURATION = cued(
    rf"{_START}(?P<name>(?:{_CAPITAL}\s+){{1,4}}(?:country(?:-specific)?\s+)?configuration"
    r"(?:\s+of\s+the\s+Peacebuilding\s+Commission)?)(?![\w-])"
)
# `Conference of the Parties serving as the meeting of the Parties to the Paris Agreement`
_SERVING_AS = cued(
    rf"{_START}(?P<name>Conference\s+of\s+the\s+Parties\s+serving\s+as\s+the\s+[Mm]eeting\s+of\s+the\s+Parties"
    rf"(?:\s+to\s+the\s+(?:{_CAPITAL}\s+){{1,4}}(?:Agreement|Protocol)(?:\s+on\s+{_TITLE})?)?)"
)
# `developed country Parties`, `Parties included in Annex I`, `Members operating stations`
_PARTIES = cued(
    rf"{_START}(?P<name>(?:(?:least\s+)?develop(?:ed|ing)|donor|affected|least\s+developed)[ -]country\s+Parties"
    r"|(?<!Sector )(?<!Associate )(?<!Council )(?<!Board )(?<!States )Members(?!\s+(?:of|States)\b)"
    r"|Annex\s+[IVX]+\s+Parties|Parties\s+(?:not\s+)?included\s+in\s+Annex\s+[IVX]+(?:\s+to\s+the\s+Convention)?)(?![\w-])"
)
# `Bureau of the Conference of the Parties`: those who preside over it
_BUREAU_OF = cued(
    rf"{_START}(?P<name>[Bb]ureau\s+of\s+the\s+(?:{_CAPITAL}\s+){{0,6}}(?:Conference(?:\s+of\s+the\s+Parties)?|Council|Committee"
    r"|Commission|Assembly|Group|Board|Forum|Congress|Panel|Platform)(?:\s+of\s+the\s+Whole)?)(?![\w-])"
)
# `United Nations Interim Force in Lebanon`, `United Nations Office at Nairobi`
_MISSION_IN = cued(
    rf"{_START}(?P<name>(?:United Nations|African Union)\s+(?:{_CAPITAL}\s+){{0,5}}"
    rf"(?:Mission|Force|Operation|Administration|Office)\s+(?:in|at|to|for)\s+(?:the\s+)?{_CAPITAL}(?:(?:\s+|\s+of\s+(?:the\s+)?|\s+and\s+(?=South\b)){_CAPITAL}){{0,6}})"
)
_RESPECTIVE = cued(
    rf"{_START}respective\s+(?P<name>(?:(?:[Pp]lenary|[Gg]eneral|[Gg]overning|[Ee]xecutive)\s+)?(?:[Cc]ommission|[Cc]ouncil|[Cc]ommittee|Conference|[Bb]oard|[Aa]ssembl|Group|Congress)(?:s|ies|es)"
    rf"|(?:conferences|meetings)\s+of\s+the\s+parties){_END}"
)
# `responsible Study Group`, `parent Working Party`
_QUALIFIED = cued(
    rf"{_START}(?:responsible|parent|lead|relevant|competent|appropriate)\s+(?:Study\s+Group|Working\s+Party|Task\s+Group){_END}(?!\s+\d)"
)
# `to establish a Committee`, `appoints one independent expert`
_SET_UP = cued(
    rf"{_START}(?:establish|set\s+up|create|constitute|convene|appoint|form|designate|institute)(?:s|es|ing)?\s+"
    rf"(?:an?|one)\s+(?P<name>(?:[a-z-]+\s+){{0,3}}?{alternatives(_WORDS.set_up)}){_END}(?!\s+(?:for|on)\s)"
)
_BARE_BUREAU = cued(rf"{_START}the\s+(?P<name>Bureau){_END}(?!\s+of\b)")
_BARE_COUNCIL = cued(rf"{_START}Council{_END}")

# ` of the United Nations` behind the name of a body
_OF_THE_UNITED_NATIONS = re.compile(r"\s+of\s+the\s+United\s+Nations(?!\s+[A-Z])")
# ` (TSAG)`, ` (the "Group")` behind a name
_ABBREVIATION = re.compile(r"\s*\((?:the\s+)?[\"']?[A-Z][A-Za-z0-9&/-]{1,15}[\"']?\)")
_GOES_ON = re.compile(r"\s+(?:Working\s+Group|Committee|Group|Secretariat|Task\s+Force)\b")
_ARTICLES = ("the", "this", "that", "The", "This", "That", "said", "same", "such")


_AND_ABBREVIATION = re.compile(r"\s+and\s+[A-Z]{3,}(?:-[A-Z]+)?$")

_SECTORS = {
    "ITU-T": "ITU-T", "ITU-D": "ITU-D", "ITU-R": "ITU-R",
    "Standardization": "ITU-T", "Development": "ITU-D", "Radiocommunication": "ITU-R",
}  # fmt: skip


def member_lists(low: str) -> Iterator[Mention]:
    """Lists under one head: `the Directors of BR, TSB and BDT`."""
    for one in names().lists:
        for start, end, members in one.find(low):
            yield Mention(start, end, members, one.kind)


def listed_names(text: str, low: str) -> Iterator[Mention]:
    """Names that the vocabulary lists, with the abbreviation in parentheses that may follow."""
    for start, end, name in names().find(text, low):
        if low.endswith(("group", "groups"), start, end) or not _GOES_ON.match(text, end):
            said = text[start:end] if name.kind == "members" and name.names[0].islower() else ""
            names_ = (said,) if said.lower() == name.names[0] else name.names
            whole = past_abbreviation(text, _past_organisation(text, end, name.kind))
            one_very = _CONFERENCE.search(text, end, whole)
            event = f"{one_very[1]}-{one_very[2][-2:]}" if one_very and one_very[1] in names_ else None
            yield Mention(start, whole, names_, name.kind, event=event)


def past_abbreviation(text: str, end: int) -> int:
    """The end of a name that ends at `end` with the abbreviation in parentheses that may follow it."""
    match = _ABBREVIATION.match(text, end)
    return match.end() if match else end


def _past_organisation(text: str, end: int, kind: NameKind) -> int:
    """The end of a body's name with the organisation that may follow it: `of the United Nations`."""
    match = _OF_THE_UNITED_NATIONS.match(text, end) if kind == "body" else None
    return match.end() if match else end


def study_groups(text: str) -> Iterator[Mention]:
    """Study groups and working parties by number."""
    if not _STUDY_GROUP_AT_ALL.search(text):
        return
    for match in _STUDY_GROUP.finditer(text):
        head = " ".join(match["head"].split())
        sector = (match["sector"] or _SECTORS.get((match["of"] or "").split(" ")[-1]) or "").strip()
        prefix = f"{sector} {_SINGULAR.get(head, head)}".strip()
        numbers = _NUMBER.findall(match["list"])
        # "Working Party 4A of ITU-R Study Group 4" is one name.
        parent = f" of {' '.join(match['parent'].split())}" if match["parent"] else ""
        yield Mention(match.start(), match.end(), tuple(f"{prefix} {number}{parent}" for number in numbers), "body")


def long_and_short(text: str) -> Iterator[Mention]:
    """Names in full with a known short one behind them: `Council Working Group on policy issues (CWG-Internet)`."""
    for match in _LONG_AND_SHORT.finditer(text):
        if known := names().lookup(match["short"]):
            yield Mention(match.start(), match.end(), known.names, known.kind)


def numbered_committees(text: str) -> Iterator[Mention]:
    """Committees of the Security Council by the resolution that set them up: `1540 Committee`."""
    if "Committee" in text:
        for match in _NUMBERED_COMMITTEE.finditer(text):
            yield Mention(match.start(), match.end(), (" ".join(match[0].split()),), "body")


def conferences(text: str, of_parties: Callable[[], str]) -> Iterator[Mention]:
    """One very conference: `PP-26` is the PP, and an event; `COP17` a meeting of the parties."""
    if _CONFERENCE_AT_ALL.search(text):
        for match in _CONFERENCE.finditer(text):
            yield Mention(match.start(), match.end(), (match[1],), "body", event=f"{match[1]}-{match[2][-2:]}")
    if "COP" in text:
        for match in _MEETING_OF_PARTIES.finditer(text):
            yield Mention(match.start(), match.end(), (of_parties(),), "body", event=f"COP{match[1]}")


def proper_names(text: str) -> Iterator[Mention]:
    """Names in capitals that end in a noun for a body or an official, as the text gives them."""
    if not _HEAD_AT_ALL.search(text):
        return
    at = 0
    while match := _PROPER_NAME.search(text, at):
        lead = _NOT_A_NAME.match(match[0])
        said = match[0][lead.end() :] if lead else match[0]
        start, at = match.end() - len(said), match.end()
        if another := _AND_ABBREVIATION.search(said):
            # "Special Representative of the Secretary-General and UNMISS" are two
            said, at = said[: another.start()], start + another.start()
        if person := PERSON_HEAD.match(said):
            # The body whose chair it is has a name of its own.
            at = start + person.end()
        elif (
            (" " in said or "-" in said)
            and said != "Study Groups"
            and not _NO_BODY.search(said)
            and not _ONE_SESSION.fullmatch(said)
        ):
            kind: NameKind = "members" if _OF_A_STATE.match(said) else kind_of(head_noun(said))
            if said.endswith("Parties") and (treaty := _TO_A_TREATY.match(text, match.end())):
                at = treaty.end()
            yield Mention(start, at, (" ".join(text[start:at].split()),), kind)


def qualified_groups(text: str) -> Iterator[Mention]:
    """A group without a number, told by what it is to the others: `to the responsible Study Group`."""
    if "Group" in text or "Part" in text:
        for match in _QUALIFIED.finditer(text):
            said = " ".join(match[0].split())
            known = names().lookup(said.lower())
            yield Mention(match.start(), match.end(), known.names if known else (said,), "body")


def respective_bodies(text: str) -> Iterator[Mention]:
    """Bodies of those named before, as the text calls them: `to their respective Commissions`."""
    if "respective" in text:
        for match in _RESPECTIVE.finditer(text):
            yield Mention(match.start("name"), match.end(), (" ".join(match[0].split()),), "body")


def set_up_here(text: str, low: str) -> Iterator[Mention]:
    """What a clause sets up by a common noun: `to establish a Committee`, `to appoint a special rapporteur`."""
    for match in _SET_UP.finditer(low):
        said = " ".join(text[match.start("name") : match.end("name")].split())
        yield Mention(match.start("name"), match.end("name"), (said,), kind_of(head_noun(said)))


def of_places_and_treaties(text: str) -> Iterator[Mention]:
    """`Mission in Mali`, `secretariat of the Convention on Wetlands`; a body: `Bureau of the Conference`."""
    patterns: tuple[tuple[re.Pattern[str] | Cued, NameKind], ...] = (
        (_OF_A_TREATY, "official"),
        (_BUREAU_OF, "body"),
        (_MISSION_IN, "official"),
        (_COUNTRY_TEAM, "official"),
        (_MEETING_OF, "body"),
        (_SHORT_INSIDE, "body"),
        (_CONFIGURATION, "body"),
        (_SERVING_AS, "body"),
        (_PARTIES, "members"),
    )
    for pattern, kind in patterns:
        for match in pattern.finditer(text):
            yield Mention(match.start(), match.end(), (" ".join(_INSIDE.sub("", match["name"]).split()),), kind)


def bare_council(text: str) -> Iterator[Mention]:
    """`Council` alone, as texts of the ITU call theirs: `to keep Council informed`."""
    if "Council" in text:
        for match in _BARE_COUNCIL.finditer(text):
            yield Mention(match.start(), match.end(), (match[0],), "body")


def bare_bureau(text: str, sector: str) -> Iterator[Mention]:
    """`the Bureau` in a text of a Sector: the Director of that Sector's Bureau."""
    if "Bureau" in text:
        director = next((one.advises for one in names().bodies.values() if one.sector == sector and one.advises), None)
        for match in _BARE_BUREAU.finditer(text) if director else ():
            yield Mention(match.start("name"), match.end(), (director or "",), "official")


def bare_bureau_of_a_body(text: str) -> Iterator[Mention]:
    """`the Bureau` in other texts: those who preside over the body that speaks."""
    if "Bureau" in text:
        for match in _BARE_BUREAU.finditer(text):
            yield Mention(match.start("name"), match.end(), ("Bureau",), "body")


def mandates(text: str) -> Iterator[Mention]:
    """Holders of a mandate, with all of its name: `Special Rapporteur on the rights of persons with disabilities`."""
    for match in _MANDATE.finditer(text):
        end = match.end()
        if (more := _AND_A_MATTER.match(text, end)) and not begins_with_somebody(more["matter"]):
            end = more.end()
        group = _GROUP_OF_THEM.search(text, max(0, match.start() - _GROUP_OF_REACH), match.start())
        start = group.start() if group else match.start()
        said = " ".join(text[start:end].split())
        yield Mention(start, end, (said,), "body" if group else kind_of(head_noun(said)))


def lower_case_groups(text: str, low: str, sector: str | None) -> Iterator[Mention]:
    """Groups without a proper name, and groups by abbreviation.

    Args:
        sector: The Sector whose study groups "the study groups" are; None where there is none.
    """
    for match in _GROUP.finditer(low):
        said = " ".join(text[match.start() : match.end()].split())
        if known := names().lookup(said.lower()):
            yield Mention(match.start(), match.end(), known.names, known.kind)
            continue
        if said == "Study Groups":
            said = said.lower()
        if said[0].isupper() and not said.lower().startswith("sub"):
            continue
        if said in _STAND_INS and text[: match.start()].rstrip()[-5:].lstrip().endswith(_ARTICLES):
            continue
        kind: NameKind = "official" if _SPEAKER_OF.search(said) else "members" if _NATIONAL.search(said) else "body"
        name = f"{sector} study groups" if sector and said in _OWN_STUDY_GROUPS else said
        yield Mention(match.start(), match.end(), (name,), kind)
    for match in _ABBREVIATED.finditer(text):
        yield Mention(match.start(), match.end(), (match[0],), "body")
