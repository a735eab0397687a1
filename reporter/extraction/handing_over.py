"""Verbs of handing over with a report as object or subject: `submit a report`, `the results shall be presented`."""

from __future__ import annotations

import re
from typing import NamedTuple

from reporter.extraction.grammar import FINITE, can_govern, phrase_start
from reporter.extraction.in_reports import in_reports
from reporter.extraction.masking import BODY, NAME, Masked
from reporter.extraction.predicate import Predicate
from reporter.extraction.report_nouns import nouns_between
from reporter.extraction.submissions import submissions
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of
from reporter.vocabulary.language import alternatives, language

_WORDS = language().objects
_START, _END = r"(?<![\w-])", r"(?![\w-])"
_REACH = 260
"""Characters between a verb and what it hands over."""

# A verb of handing over, `let [TSAG] have the results`, `state its findings`, `pass the final report on to`
_CONVEY = cued(
    rf"{_START}(?:{language().convey}|let(?=\s[^;.]{{0,80}}\shave\b)|state(?=\s(?:its|his|her|their)\s(?:findings|conclusions|results)\b)"
    rf"|(?:pass|hand|feed)(?:es|s|ing)?(?=\s[^;:]{{2,160}}?\s(?:on|over|back)(?:\s*,[^,;]{{0,80}},)?\s+to\s)){_END}"
)
# `shall be delivered in the form of a report`
_IN_THE_FORM = cued(
    rf"{_START}be\s+(?:[a-z]+ly\s+)?(?P<verb>{language().convey}|given|delivered)\s+in\s+the\s+form\s+of\s+(?:an?\s+)?(?:[a-z-]+\s+){{0,3}}"
    r"(?P<noun>reports?|notes?|papers?|summar(?:y|ies))\b"
)
_SENT = r"submitted|transmitted|presented|communicated|forwarded|sent"
# `, accompanied by a report`
_WITH_REPORT = (
    r"(?:\s*+,)?\s++(?:accompanied\s+by|together\s+with|along\s+with)\s+(?:an?|the|its|their|his|her)\s+(?:[\w-]+\s+){0,3}?"
    r"(?P<noun>reports?)\b"
)

# A cheap test for the next two
_BE = re.compile(r"be\s")
# `be submitted`, `shall also be made available to`, `is to be reported`
_PASSIVE = cued(
    rf"{_START}(?:(?:shall|should|will|must|is\s+to|are\s+to|to)\s+)?(?:[a-z]+ly\s+|also\s+|then\s+){{0,4}}"
    r"be\s+(?:[a-z]+ly\s+|also\s+|then\s+|made\s+available\s+(?=to)|brought\s+(?=to))*"
    rf"(?P<verb>made\s+available|brought|{language().convey}|reported){_END}"
)
# `to see that a report on the fees is presented to`
_SEEN_TO = cued(
    rf"{_START}(?:ensure|see(?:\s+to\s+it)?|arrange|provide)(?:\s*,[^,;:]{{0,120}},)?\s+that\s+[^;:]{{3,200}}?\s(?:is|are)\s+(?:[a-z]+ly\s+|also\s+)*"
    rf"(?P<verb>{_SENT}|provided|made){_END}(?=[^;]{{0,60}}?\s(?:to|before|at)\s)"
)
# `which shall be made available on the website and submitted to`
_AND_SUBMITTED = cued(
    rf"{_START}be\s+(?:[a-z]+ly\s+)?[a-z]+(?:ed|en|wn|ble|ught)\b[^;:]{{0,80}}?\s+and\s+(?:then\s+|[a-z]+ly\s+)?"
    rf"(?P<verb>{_SENT}|reported|provided)(?=\s+(?:to|for)\s)"
)
# `a register shall be kept and submitted, together with a progress report, by`
_SUBMITTED_WITH = cued(
    rf"{_START}be\s+(?:[^;:]{{0,80}}?\s+and\s+)?(?:then\s+|[a-z]+ly\s+)?"
    rf"(?P<verb>{_SENT}){_WITH_REPORT}"
)
# `be the subject of a report submitted by the [Director] to`, `form the subject of a report, to be drawn up by`
_SUBJECT_OF = cued(
    rf"{_START}(?<!\bnot )(?<!\bnot to )(?:be|form)\s+(?:made\s+)?the\s+subject\s+of\s+"
    r"(?:(?:an?|the|regular|separate)\s+)?(?:[a-z-]+\s+){0,2}(?P<noun>reports?)(?:\s*+,)?\s++"
    r"(?:to\s+be\s+)?(?P<verb>submitted|presented|transmitted|made|prepared|drawn\s+up)\b"
)
# `to have it evaluated, the outcome being made available to the [Board]`
_BEING_SUBMITTED = cued(
    rf",\s+(?:the|its|their|an?)\s+(?:[a-z-]+\s+){{0,3}}(?P<noun>{language().nouns})\s+(?:thereof\s+)?being\s+(?:then\s+)?"
    rf"(?P<verb>made\s+available|{_SENT})(?=\s+to\s)"
)
# `conclusions`, in front of `as they have reached`
_AS_THEY_HAVE = re.compile(r"\s+as\s+(?:it|they)\s+(?:have|has|may\s+have)\b")
# `to have a report prepared`, `have the main findings summarized for the`
_HAVE_PREPARED = cued(
    rf"{_START}have\s+(?:an?|the|its|such)\s+[^,;]{{0,60}}?(?P<noun>reports?|results|findings|outcomes?|surveys?|conclusions)\b"
    rf"[^,;]{{0,80}}?\s(?P<verb>prepared|drawn\s+up|submitted|presented|compiled|summari[sz]ed|transmitted|brought){_END}"
)
# Between the verb and "with": who does it, how often
_BY_WHOM = r"(?:\s+[a-z]+ly|\s*,[^,;]{0,60},|\s+each\s+[a-z]+|\s+by\s[^,;]{3,60}?){0,3}"
# `the [conference] shall receive`, `the [Council] is to be provided with`, `that [TDAG] be given by the [Director] an`
_RECEIVE = cued(
    rf"(?<=[{BODY}])\s+(?:{FINITE}(?:\s*,[^,;]{{0,80}},)?\s+(?:[a-z]+ly\s+)?|(?=be\s))"
    r"(?P<verb>receive|(?<!should\s)have\s+before\s+it"
    rf"|be\s+(?:(?:presented|provided|furnished|supplied){_BY_WHOM}\s+with|given{_BY_WHOM}(?=\s*(?:an?|the)\s)))(?![\w-])"
)
# `see to it that [TSAG] is provided, each quarter, with`, `that [TSAG] receives`, `that it has the results`
_IS_PROVIDED = cued(
    rf"{_START}that\s+(?:the\s+)?{BODY}++(?:\s+(?:of\s+[^,;]{{2,40}}?\s)?concerned)?\s+(?:(?:is|are)\s+(?:[a-z]+ly\s+)?"
    rf"(?P<given>(?:presented|provided|furnished|supplied)(?:\s*,[^,;]{{0,60}},)?\s+with){_END}"
    rf"|(?P<gets>receives?(?:\s*,[^,;]{{0,60}},)?\s|has(?=[^,;]{{0,100}}\sbefore\s+it\b)))"
)

# `submit it to`
_PRONOUN = re.compile(rf"\s+{alternatives(_WORDS.pronouns)}\b")
GIVEN_IT = re.compile(
    r"\s+(?:it|(?P<them>them))(?:\s+[a-z]+ly|\s*,[^,;]{0,80},)?\s+"
    rf"(?:with\b|(?=an?\s+(?:[a-z-]+\s+){{0,3}}{language().nouns}{_END}))"
)
"""`provide it, every two years, with a report`, `give it an account`: "it" is who gets the report."""
# `submit it, accompanied by a report on the cost, to`
_WITH_A_REPORT = re.compile(_WITH_REPORT)
_SUBJECT_PRONOUN = re.compile(rf"\b{alternatives(_WORDS.subject_pronouns)}\s*(?:also\s+|then\s+)?$")

# `, a copy of which shall` in front of "be forwarded"
_A_COPY = re.compile(r"\bcop(?:y|ies)\s+(?:of\s+(?:which|it|them|the\s+same|this)|thereof)\s+$")
# `the reports of the expert, including the comprehensive report ` in front of "to be presented"
# and `taking into account the report of the [Board] ` there
# and `on the basis of information ` in front of "to be provided by"
_INCLUDING = re.compile(
    rf"\b(?:including|taking\s+into\s+account)\s+(?:the|its|his|her|their|an?|all)\s+(?:[a-z-]+\s+){{0,5}}(?:of\s+the\s+{NAME}\s+(?:on\s+[^,;]{{2,80}}\s)?)?$|\bon\s+the\s+basis\s+of\s+(?:the\s+)?(?:[a-z-]+\s+)?(?:information|data|figures|inputs|replies|reports)\s+$"
)
_TO = re.compile(r"\s+to\b")
# Where the object has ended: `, and to assist`, `which`, `so that`, `, and in this regard requests the`
_OBJECT_ENDS = re.compile(
    rf"(?:,|\band)\s+(?:(?:in\s+(?:this|that)\s+(?:regard|respect|context|connection)|to\s+(?:this|that)\s+end|also|further|again)[\s,]+){{0,3}}"
    rf"{any_of(language().infinitives)}\s+(?:(?:the|its|all|those|upon|with)\s|{NAME})|"
    rf"{_START}(?:(?:and|or|,)\s+(?:to\s+|shall\s+|may\s+|should\s+|will\s+|also\s+to\s+)(?!the\b|its\b|each\b|their\b|every\b|all\b)[a-z]+|"
    rf"{alternatives(_WORDS.ends)}\b)"
)
# `prepare, with a view to its consideration, a report`
_ASIDE = re.compile(r"(?:(?<=,\s)|(?<=,\sand\s))(?:with a view|in order to|taking into|so that)\b[^,;]{0,160},")
# `make the fullest possible use of electronic means`, `providing in those reports an analysis`
_MAKES_SOMETHING_ELSE = re.compile(
    r"mak(?:e|es|ing)\s+(?:(?!an?\s|reports?\b)[a-z]+\s+){0,4}?(?:use|efforts?|arrangements?|(?:voluntary\s+)?contributions?|pledges?|provisions?|allowance|reference|payments?|progress(?!\s+reports?))\b"
    r"|includ(?:e|es|ing)\s+in\s+(?:the|its)\s+(?:(?:provisional|draft|preliminary)\s+)*agenda\b"
    r"|[a-z]+ing\s+in\s+(?:those|these|such|that|each|the\s+same)\s+(?:[a-z]+\s+)?reports?\b"
)
# `provide support to the group in its work on assessing the progress`, `submit a questionnaire containing … reports`
_SOMETHING_ELSE = re.compile(
    r"(?:\s*,[^,;]{3,200},)?(?:\s+(?:(?:their|its|the|relevant)\s+)?(?:experiences?|knowledge|expertise|good\s+practices|best\s+practices)\b"
    r"|\s+(?:(?!with\b|to\b)[a-z-]+,?\s+){0,7}?(?:support|assistance|guidance|advice|training|leadership|expertise|services"
    r"|questionnaires?|templates?|nominations?|candidates|guidelines|toolkits?)\b(?!\s+and\s+reports?))"
)
# `provide and update the guidance`: the second verb; `case studies`: examples
_NO_REPORT = {
    "result": ("as a ",),
    "update": ("and ",),
    "study": ("case ",),
    "studies": ("case ",),
    "statements": ("liaison ",),
    "account": ("into ",),
    "note": ("take ", "takes ", "taking ", "to ", "duly "),
    "notes": ("and ", "also ", "further ", ", "),
}
_NOTHING: tuple[str, ...] = ()
_BEFORE_A_VERB = (" to ", " may ", " can ", " might ", " shall ", " should ", " must ", " will ")
# `supply the data to the [groups] conducting the studies`: work that goes on anyway
_DOING = re.compile(
    r"(?:conducting|undertaking|carrying\s+out|performing|pursuing|leading|following)\s+(?:(?:the|its|their|these|such)\s+)?"
    r"(?:[\w-]+\s+){0,2}$"
)
# `be analysed, and that ` in front of "a report be submitted"
_AND_THAT = cued(r"\band\s+that\s+")
_AND_A_REPORT = re.compile(
    r"(?:\band|,|\bor)\s+(?:(?:an?|the|its|their|his|all|any|regular|timely|annual|periodic|progress|oral|written)\s+)+(?:(?!on\b|of\b|for\b|in\b)[\w-]+\s+){0,3}$"
    r"|\b(?:together|along)\s+with\s+(?:an?|the|its)\s+(?:[\w-]+\s+){0,3}$|\baccompanied\s+by\s+(?:an?|the|its)\s+(?:[\w-]+\s+){0,3}$"
    r"|\bin\s+(?:its|their|his|an?|the)\s+(?:[\w-]+\s+){0,2}$|\bform\s+of\s+[^,;]*$"
)
_UNSPECIFIC = cued(rf"\b{alternatives(_WORDS.unspecific)}\s+$")

# In the words before a noun: what makes it something else than the object.
# `for consideration`, `for its review and approval`
PURPOSE = (
    r"(?:consideration|review|examination|approval|adoption|endorsement|decision|action|information|discussion"
    r"|comments?|appraisal|scrutiny|validation|deliberation|guidance|transmission|onward\s+transmission)"
)
# When, how and what for: `on an annual basis`, `on the basis of the studies,`, `at its eightieth session`, `for its
# consideration`, `in writing`. No topic, whatever they begin with.
_MANNER = cued(
    r"\bon\s+an?\s+[\w-]+\s+basis\b|\bon\s+the\s+basis\s+of\b[^,;]*,"
    r"|\b(?:at|during|for|before|in|to)\s+(?:(?:each|every|all)\s+(?:one\s+)?of\s+)?(?:its|the|their)\s+[^,;]{0,50}?(?:sessions?|meetings?)(?:\s+(?:of|in)\s+\d{4})?"
    rf"|\bfor\s+(?:(?:its|their|the\s+latter's|due|further|appropriate|possible|early|detailed)\s+)*{PURPOSE}"
    rf"(?:\s+and\s+(?:further\s+|appropriate\s+|possible\s+)?{PURPOSE})?\b(?!\s+of\b)"
    r"|\bin\s+(?:writing|person|due\s+course|good\s+time|due\s+time|electronic\s+form(?:at)?|a\s+timely\s+manner"
    r"|a\s+timely\s+fashion|all\s+(?:the\s+)?(?:six\s+)?(?:official|working)\s+languages)\b"
    r"|\b(?:from|of|after|following)\s+(?:the\s+date\s+of\s+)?(?:the\s+)?(?:adoption|entry\s+into\s+force|issuance)\s+of"
    r"\s+(?:the\s+present|this)\s+[a-z]+"
)
# `for inclusion in his report`: a contribution to somebody else's report
_FOR_INCLUSION = cued(r"\bfor\s+inclusion\s+in\b[^,;]*$")
# `as set out in the` in front of "report": it was made before
_QUOTED = re.compile(
    r"\b(?:set\s+out|contained|described|mentioned|outlined|referred\s+to|requested|identified|proposed)\s+in\s+(?:the|his|its|their)\s+"
    r"(?:[a-z]+\s+){0,3}$"
)
# `giving effect to the` in front of "conclusions"
_TO_A_NOUN = re.compile(r"\bto\s+(?:the|its|these|such|those|their)\s+(?:(?!an?\b|the\b|its\b|all\b)[\w-]+\s+)?$")
_LAST_PHRASE = re.compile(r",\s+|\band\b")
_ABOUT = re.compile(
    rf"\b{alternatives(_WORDS.topics)}\s+"
    r"(?:the\s+|its\s+|their\s+|a\s+|an\s+|these\s+|such\s+|all\s+|any\s+)?(?:(?!(?:the|an?|its|their|his|her)\s)[\w-]+\s+){0,3}$"
)
# In front of a noun: `in the form of a`, `in its`, `in its annual`, `for the`, `for the [Council]`, `on the results of`
_IN_THE_FORM_OF = cued(rf"\b{alternatives(_WORDS.forms)}\s+(?:a|an|the|these|its)?\s*(?:[\w-]+\s+){{0,4}}$")
_IN_ITS = re.compile(r"\bin\s+(?:its|his|her|his or her|their|the|a|an)\s")
_IN_ITS_NOUN = re.compile(r"\bin\s+(?:its|his|her|their|the|a|an)\s+(?:[\w-]+\s+){0,2}$")
_FOR_NOUN = re.compile(r"\bfor\s+(?:the\s+|its\s+|their\s+|a\s+)?(?:[\w-]+\s+){0,2}$")
_FOR_SOMEBODY = cued(rf"\b(?:for|to)\s+(?:the\s+)?{NAME}[^,]*$")
_IN_OR_ON = re.compile(r"\b(?:in|on)\b(?!\s+(?:[a-z]+\s+)?(?:19|20)\d\d\b)[^,]*$")
_TOPIC_OF_SUBJECT = re.compile(
    r"\b(?:on|about|concerning|regarding|from|in)\s+(?!which\b|whom\b)(?:the\s+)?(?:[\w-]+\s+){0,2}$"
)
# ` report`, ` in implementing by`, behind "progress": no progress that is reported
_PROGRESS_REPORT = re.compile(r"\s+(?:reports?|in\s+implementing\s+by)")


# `the reviews which they may present`, `such studies as they may have published`
_THEY_MAY = re.compile(r"(?:\s+and\s+(?:[a-z]+\s+)?[a-z]+)?\s+(?:which|that|as)\s+(?:they|it)\s+(?:may|can|might)\b")
# `the lessons drawn from it, which the [Bureau] may present`
_ONE_MAY = re.compile(rf"[^;]{{0,80}}?,?\s+which\s+(?:the\s+)?{NAME}\s+(?:may|can|might)\b")
# `the most recent reports as background documents for the debates`: others made them
_AS_BACKGROUND = re.compile(
    r"[^;:]{0,120}?\bas\s+(?:background|reference|resource)\s+(?:documents?|papers?|materials?)\b"
)
_AND_CONSIDERS = re.compile(r"\s+and\s+(?:consider|examine|review|discuss)")


# `the report`, `the final report`
_THE = re.compile(r"\b(?:the|that|this|these)\s+(?:[a-z]+\s+){0,3}$")


class _Object(NamedTuple):
    """What is handed over, with its place in the text."""

    start: int
    end: int
    weak: bool = False
    pronoun: bool = False

    def is_anything(self, found: Masked) -> bool:
        """Whether it is what anybody is given in the course of their work."""
        return found.masked.startswith(("information", "statistics", "statements", "lessons", "figures"), self.start)


def handed_over(found: Masked) -> list[Predicate]:
    """Every place where somebody is asked to hand over a report, results, information."""
    actives = _actives(found)
    handed = {one.noun for one in actives}
    # "to provide, in the annual report to the Committee, an overview" is said once.
    said_in_reports = (one for one in in_reports(found) if one.kind == "passive" or one.noun not in handed)
    return [*actives, *_passives(found), *_receivers(found), *said_in_reports, *submissions(found)]


def _actives(found: Masked) -> list[Predicate]:
    predicates = []
    for match in _CONVEY.finditer(found.masked):
        if not can_govern(found, match.start(), match[0]) or _MAKES_SOMETHING_ELSE.match(found.masked, match.start()):
            continue
        handed = _object(found, match.end())
        if handed and _is_handed_by(found, match, handed):
            start = phrase_start(found, match.start())
            noun = None if handed.pronoun else (handed.start, handed.end)
            predicates.append(Predicate("convey", start, match.start(), match.end(), noun, handed.weak, handed.pronoun))
    return predicates


def _is_handed_by(found: Masked, verb: re.Match[str], handed: _Object) -> bool:
    """Whether a verb hands a noun over: who circulates "the report" circulates that of others."""
    return not (verb[0].startswith("circulat") and _THE.search(found.masked, verb.end(), handed.start))


def _object(found: Masked, start: int) -> _Object | None:
    """The first report noun or pronoun that is the object of a verb which ends at `start`; None where there is none.

    A strong noun (`report`) anywhere in reach goes before a weak one (`information`).
    """
    limit = min(found.sentence_end(start), start + _REACH)
    pronoun = _PRONOUN.match(found.masked, start, limit)
    if pronoun and (enclosed := _WITH_A_REPORT.match(found.masked, pronoun.end(), limit)):
        return _Object(*enclosed.span("noun"))
    if pronoun and not GIVEN_IT.match(found.masked, start, limit):
        return _Object(start, pronoun.end(), pronoun=True)
    stop = _object_end(found, start, limit)
    end = stop.start() if stop else limit
    weak: _Object | None = None
    for noun in nouns_between(found, start, end):
        before = found.masked[start : noun.start()]
        may = _THEY_MAY.match(found.masked, noun.end(), end) or _ONE_MAY.match(found.masked, noun.end(), limit)
        if (
            may
            or _AS_BACKGROUND.match(found.masked, noun.end(), limit)
            or not _is_object(before, noun, found.masked[noun.end() : end])
        ):
            continue
        if not language().weak_noun.fullmatch(noun[0]):
            return _Object(*noun.span())
        unspecific = _UNSPECIFIC.search(before) and not _AS_THEY_HAVE.match(found.masked, noun.end(), end)
        if weak is None and not unspecific and not _DOING.search(before):
            weak = _Object(*noun.span(), weak=True)
    return weak


def _object_end(found: Masked, start: int, limit: int) -> re.Match[str] | None:
    """Where the object of a verb has ended; words set off by two commas do not end it."""
    for match in _OBJECT_ENDS.finditer(found.masked, start, limit):
        if not _ASIDE.match(found.masked, match.start(), limit):
            return match
    return None


def _is_object(before: str, noun: re.Match[str], after: str) -> bool:
    """Whether a noun is handed over, not the topic of something else.

    "provide support to study groups in their reports" hands over support: the words before the noun may be a
    determiner with adjectives, a recipient ("to the Council a report"), or a list of objects, but no preposition of
    another phrase ("on", "for", "from") except in "in its report to".
    """
    if before.endswith(_NO_REPORT.get(noun[0], _NOTHING)) or (noun[0] == "report" and before.endswith(_BEFORE_A_VERB)):
        return False
    if noun[0] == "report" and before.endswith("and ") and after.startswith((" thereon", " back")):
        # "to deliver releases and report thereon": the next verb
        return False
    before = _MANNER.sub(lambda match: " " * len(match[0]), before)
    if _SOMETHING_ELSE.match(before) and not _AND_A_REPORT.search(before):
        return False
    if _QUOTED.search(before) or _FOR_INCLUSION.search(before):
        return False
    if _TO_A_NOUN.search(before):
        return False
    phrase = _LAST_PHRASE.split(before)[-1]
    if _ABOUT.search(phrase):
        return bool(_IN_THE_FORM_OF.search(phrase) or _IN_ITS.search(phrase))
    if _FOR_NOUN.search(phrase):
        return False
    if _FOR_SOMEBODY.search(before) and _IN_OR_ON.search(before.split(",")[-1]):
        return bool(_IN_ITS_NOUN.search(before))
    return not (noun[0] == "progress" and _PROGRESS_REPORT.match(after))


def _passives(found: Masked) -> list[Predicate]:
    """A report that shall be, is to be, or be handed over."""
    predicates = []
    passives = (
        (*_PASSIVE.finditer(found.masked), *_AND_SUBMITTED.finditer(found.masked)) if _BE.search(found.masked) else ()
    )
    passives = (*passives, *_SEEN_TO.finditer(found.masked))
    for match in passives:
        verb = match.start("verb")
        begin = max(found.sentence_start(match.start()), match.start() - _REACH)
        if match[0].startswith("to be") and _INCLUDING.search(found.masked[begin : match.start()]):
            continue
        if match["verb"] == "addressed" and not _TO.match(found.masked, match.end()):
            # "the findings to be addressed through this work"
            continue
        if match["verb"].startswith("circulat") or _A_COPY.search(found.masked[begin : match.start()]):
            continue
        *_, anew = [begin, *(one.end() for one in _AND_THAT.finditer(found.masked, begin, verb))]
        noun = _subject(found, anew, verb) or _subject(found, begin, verb)
        if noun:
            weak = bool(language().weak_noun.fullmatch(noun[0]))
            predicates.append(Predicate("passive", noun.start(), match.start("verb"), match.end(), noun.span(), weak))
        elif _SUBJECT_PRONOUN.search(found.masked[begin : match.start()]):
            predicates.append(Predicate("passive", match.start(), match.start("verb"), match.end(), pronoun=True))
    predicates += [
        Predicate("passive", match.start(), match.start("verb"), match.end(), match.span("noun"))
        for way in (_HAVE_PREPARED, _SUBMITTED_WITH, _SUBJECT_OF, _BEING_SUBMITTED, _IN_THE_FORM)
        for match in way.finditer(found.masked)
    ]
    return predicates


def _subject(found: Masked, begin: int, end: int) -> re.Match[str] | None:
    """The report noun that is the subject of a passive: the first that is not the topic of another noun."""
    for noun in nouns_between(found, begin, end):
        before = found.masked[begin : noun.start()]
        if not _TOPIC_OF_SUBJECT.search(before) and not before.endswith("to "):
            return noun
    return None


def _receivers(found: Masked) -> list[Predicate]:
    """A body that shall receive a report: `the next conference shall receive from the Director a report`."""
    predicates = []
    for match in (*_RECEIVE.finditer(found.masked), *_IS_PROVIDED.finditer(found.masked)):
        verb = match.start(match.lastgroup or 0)
        handed = _object(found, match.end())
        # "shall receive statements from delegations" is no report, "shall be supplied with an appraisal" is.
        weak_too = not found.masked.startswith("receive ", verb) and handed and not handed.is_anything(found)
        if handed and (weak_too or not handed.weak) and not _AND_CONSIDERS.match(found.masked, match.end()):
            start = found.masked.rfind(BODY, 0, verb) + 1
            span = handed.start, handed.end
            predicates.append(Predicate("receive", start, verb, match.end(), span))
    return predicates


def speaks_of_a_report(found: Masked, end: int) -> bool:
    """Whether something was said before an offset that is handed over as a report; case studies are not."""
    nouns = nouns_between(found, 0, end)
    return any(not found.masked.endswith(_NO_REPORT.get(noun[0], _NOTHING), 0, noun.start()) for noun in nouns)
