"""The words between a report and what it is about: patterns for masked text, matched one where the last one ended."""

from __future__ import annotations

import re

from reporter.extraction.masking import ANYBODY, BODY, NAME, OFFICIAL, QUIET
from reporter.vocabulary.cued import cued
from reporter.vocabulary.language import alternatives, language

_WORDS = language()
_TOPICS = _WORDS.topics
_END = r"(?![\w-])"
_MONTHS = "(?:" + "|".join(month.lower() for month in _WORDS.months) + ")"
_YEAR = r"(?:19|20)\d\d"
_ANY_MASK = f"{BODY}-{QUIET}"
_ASKS = alternatives(sorted(set(_WORDS.third_person.values()) - _WORDS.nouns_too))

_THE = alternatives(_TOPICS.determiners)
_HOLDING, _SAYING = alternatives(_TOPICS.holding), alternatives(_TOPICS.saying)
_TIMES, _PURPOSES = alternatives(_TOPICS.times), alternatives(_WORDS.recipients.purposes)
_CARRIED = rf"(?:{_WORDS.nouns}|(?P<apt>{alternatives(_TOPICS.carried_for)})|{alternatives(_TOPICS.carried)})"
# What no phrase of time or recipient goes on over
_STOP = (
    rf"(?:{alternatives(_TOPICS.prepositions)}|{_SAYING}[a-z]*ing|{_HOLDING}|and\s+to|to|how|whether|which|that|who|with"
    rf"|shall|including|as\s+well){_END}"
)

# `on the implementation`, `about its work`, `whether …`
TOPIC = re.compile(rf"(?:{alternatives(_TOPICS.prepositions)}\s+(?=\S)|(?P<asked>(?=(?:whether|how|why)[\s,])))")
OF = re.compile(r"of\s+(?=\S)")
# `for the removal of wrecks`, but not `for its consideration`
FOR = re.compile(rf"for\s+(?!(?:(?:its|their|due|further|the)\s+)*{_PURPOSES}{_END})(?=\S)")
# `on an annual basis`, `on 5 May`: no topic
NO_TOPIC = re.compile(rf"(?:{alternatives(_TOPICS.manners)}|{_MONTHS}\s+\d){_END}|\d|and\s")
# `on it`, `on this`: named before
NAMED = re.compile(
    r"(?:it|them|this|that|these|those|same|the\s+same)"
    r"(?=\s*(?:[,;.]|$)|\s+(?:to|at|in|by|and|during|within|before|for|no|not|[a-z]+ly)\s)"
)

_PROVIDED = (
    r"(?:[a-z]+ed|given|made|drawn)\s+(?:by|from|in|under|pursuant\s+to)\s+[^;:.]{1,160}?"
    r"(?=\s(?:on|about|concerning|regarding)\s)"
)
# `provided by States` in front of `on`
PROVIDED = re.compile(rf"\s+{_PROVIDED}")
GAP = re.compile(r"(?:[\s,]|\([^()]{0,120}\))*+")
_STEPS = (
    # `to the [Council]`, `as well as to [TSAG]`, `by the [Secretary-General]`
    r"(?:(?:and|or|as\s+well\s+as|together\s+with|both|also|but)\s+)*+(?:(?:to|before|with|for|by|from|through|via|at|(?<=and\s)of)\s+)?(?!of\s)"
    rf"(?:{alternatives(_WORDS.recipients.before_name)}\s+){{0,8}}+{QUIET}*+{NAME}(?:'s?{_END})?"
    rf"(?:\s+(?:concerned|members|(?:{_YEAR}(?:(?:,|,?\s+and)\s+{_YEAR})*+\s+)?(?:meetings?|sessions?)))?(?:\s+of\s+(?:his|her|its|their)\s+{NAME})?",
    # `every two years`, `at least once in each biennium`
    r"(?:at\s+least\s+|at\s+most\s+|(?:no|not)\s+less\s+than\s+|not\s+more\s+than\s+)?(?:once\s+|twice\s+|(?:two|three|four)\s+times\s+)?"
    rf"(?:of\s+)?(?:a|per|in\s+each|in\s+every|each|every)\s+(?:[\w-]+\s+){{0,2}}?{alternatives(_TOPICS.intervals)}{_END}",
    # `thereon`, `in this regard`; `regularly`, `as appropriate`
    rf"(?P<thereon>{alternatives(_TOPICS.named_before)}{_END})",
    rf"{alternatives(_TOPICS.manner)}{_END}",
    # `at the first part of its resumed session`, `by the end of 2027`, `within ninety days`
    rf"(?:and\s+|or\s+)?{alternatives(_TOPICS.time_prepositions)}(?:\s+th(?:is|at))?(?:\s+(?!{_STOP})[\w'/()-]+(?:(?<=st|nd|rd|th),)?){{0,8}}?\s+"
    rf"(?:{_TIMES}|(?:{_MONTHS}(?:\s+{_YEAR})?|{_YEAR}(?:(?:,|,?\s+and)\s+{_YEAR})*+(?:\s+(?:to|until)\s+{_YEAR})?)(?!\s+(?:and\s+(?:[a-z]+\s+){{1,2}})?{_TIMES})){_END}"
    rf"(?:\s+{_YEAR})?(?:\s+(?:held|organized|convened|to\s+be\s+held)(?=\s))?"
    rf"(?:\s+(?:of|after|from|following|in)\s+(?:the\s+)?(?:{NAME}|{_YEAR}(?:(?:,|,?\s+and)\s+{_YEAR})*|(?:its|their)\s+(?:[\w-]+\s+){{0,4}}?(?:sessions?|meetings?)))?"
    r"(?:\s+entitled\s+\"[^\"]{0,300}\")?",
    # `for its consideration and approval by`
    r"for\s+(?:(?:its|their|due|further|appropriate|possible|early|detailed|the|his)\s+)*"
    rf"{_PURPOSES}(?:\s+and\s+(?:further\s+|appropriate\s+)?{_PURPOSES})?(?:\s+by)?{_END}",
    # `provided by States`, `requested in that resolution`, `based on information from States` in front of `on`
    rf"{_PROVIDED}"
    r"|based\s+(?:up)?on\s+[^,;:.]{1,120}?(?=\s(?:on|concerning|regarding)\s)",
    # `on 15 February 2027`, `of 2027`
    rf"(?:and\s+|or\s+)?(?:(?:on|by|of)\s+)?(?:\d{{1,2}}\s+{_MONTHS}|{_MONTHS}\s+\d{{1,2}},?)(?:\s+{_YEAR})?{_END}|of\s+{_YEAR}{_END}",
    # `after the adoption of the present resolution`, `under article 18 of the Convention`
    r"(?:of|after|from|following)\s+(?:the\s+)?(?:date\s+of\s+)?(?:the\s+)?(?:adoption|entry\s+into\s+force|issuance)"
    r"\s+of\s+(?:the\s+present|this)\s+[a-z]+",
    rf"{alternatives(_TOPICS.under_texts)}\s+(?:its\s+|the\s+)?(?:[a-z{_ANY_MASK}]+\s+)?{alternatives(_TOPICS.texts)}\s+[^\s,;]*\d[^\s,;]*"
    r"(?:\s+\([^()]{1,40}\))?(?:\s+and\s+\d[^\s,;]*(?:\s+\([^()]{1,40}\))?)?"
    rf"(?:\s+(?:above|below|of\s+(?:the|this)\s+(?:present\s+)?[\w{_ANY_MASK}]+))?",
    # `and to report annually` in front of `on`; `to it`; `to be submitted to`
    r"and\s+to\s+report(?=\s+(?:[a-z]+ly\s+)?on\s)",
    rf"to\s+(?:each|every|all|any|the)(?:\s+of)?\s+(?:[\w-]+\s+){{0,4}}?(?:sessions?|meetings?){_END}"
    rf"|to\s+it{_END}|to\s+be\s+(?:[a-z]+ed|held)(?:\s+(?:to|by|at))?{_END}",
)
STEP = re.compile("|".join(_STEPS))
# `to the riparian States`: recipients without a name
TO_OTHERS = re.compile(
    rf"(?:(?:and|or|as\s+well\s+as)\s+)*to\s+(?:(?:[a-z-]+\s+){{1,2}}{NAME}|(?!(?:this|that)\s+end|the\s+(?:extent|effect)){_THE}"
    rf"(?:\s+(?!{_STOP}|(?:of|for|at|in|by)\s)[\w'-]+){{1,8}}+(?:\s+of\s+(?:the\s+)?{NAME})?"
    r"|[a-z-]+s(?:\s+(?:and|or)\s+(?:other\s+)?[a-z-]+s)?(?=\s(?:on|about|concerning|regarding)\s))"
)
# `to report to [TSAG] and to report to [TDAG] on`: one topic for both
AND_TO_REPORT = re.compile(r"(?:and\s+)?to\s+report(?=\s+to\s)")
# `inform its members`
OTHERS = re.compile(rf"(?:it|them){_END}|{_THE}(?:\s+(?!{_STOP}|of\s)[\w'-]+){{1,6}}+")

# `a detailed report`, `and recommendations`
CARRIED = re.compile(
    rf"(?:(?:and|or|as\s+well\s+as|with|of)\s+)?(?!(?:{_WORDS.convey}|report\s+(?:on|to)|to)\s)(?:{_THE}\s+)?"
    rf"(?:(?!{_STOP}|{alternatives(_TOPICS.no_adjectives)}{_END})[a-z][\w'/-]*,?\s+){{0,6}}?{_CARRIED}{_END}(?!\s+[\w-]+\s+(?:of|for)\s)"
)
AND_CARRIED = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|as\s+well\s+as)\s+")
# `state of these`
OF_THESE = re.compile(r"\s+of\s+(?:these|this|the|such)$")
OF_THESE_REACH = 14

_HIS = r"(?:his\s+or\s+her|his|her|its|their|the|an?|this|each|one\s+of\s+(?:his|its))"
# `in his next report`
CONTAINER = re.compile(
    rf"{alternatives(_TOPICS.container_prepositions)}\s+(?:the\s+context\s+of\s+)?(?:future|subsequent|forthcoming|{_HIS})"
    rf"(?:\s+(?!{_STOP})[\w'-]+){{0,6}}?\s+{alternatives(_TOPICS.containers)}{_END}(?!\s+reports?)"
)
BEFORE_CONTAINER = tuple(one.split()[0] for one in _TOPICS.container_prepositions)
# `on the programme,` or `on the programme to the [Council]` behind it
OF_CONTAINER = re.compile(
    r"\s+(?:on|about|of|concerning|regarding)\s+[^,;\ue001]{1,160}?(?=,|\s+to\s+(?:the\s+)?\ue001)"
)
# `in his next` in front of `report`
IN_CONTAINER = re.compile(rf"\b{alternatives(_TOPICS.container_prepositions)}\s+{_HIS}\s+(?:[\w'-]+\s+){{0,6}}$")
CONTAINER_REACH = 70
# `to provide`, behind `in his report …,`
THEN_VERB = re.compile(r"to\s+(?:[a-z]+ly\s+)?[a-z]+(?=\s)")

# `in accordance with paragraph 5,`
ASIDE = re.compile(rf"(?:and\s+)?{alternatives(_TOPICS.asides)}{_END}")
SEGMENT = re.compile(r"[^,;]{0,400}+,")
# `and to submit`, `which`, `including`: no aside, but for `including information from States, on`
NO_SEGMENT = re.compile(
    r"(?:and\s+)?(?:also\s+|further\s+)?"
    rf"(?:to(?!\s+(?:be|the))|which|who|that|shall|including(?!\s+{alternatives(_TOPICS.sources)}\s)|{_ASKS}){_END}"
)
# `on`, `of` behind words set off by commas
ON = re.compile(r"\s+(?:on|about|concerning|regarding|of)\s")

# `summarizing the`, `which describes`, `containing, inter alia,`, `with recommendations`
SAYS = re.compile(
    rf"(?:(?:that|which)\s+)?(?:[a-z]+ly\s+)?(?:{_SAYING}[a-z]*(?:\s+(?:out|forth|upon|on))?|(?P<holding>{_HOLDING}))"
    rf"(?:\s+[a-z]+ly(?=\s))?\s+(?=\S)|(?P<apart>(?:(?:that|which)\s+)?{_HOLDING}|focusing)(?=\s*[,:])"
    rf"|(?:(?:that|which)\s+)?{_SAYING}[a-z]*(?=\s*(?:,\s*{alternatives(_TOPICS.singling_out)}|:))"
    r"|(?P<beside>(?:together\s+|along\s+)?with\s+)(?=\S)"
)
SINGLING_OUT = re.compile(rf"(?:[\s,:]*+{alternatives(_TOPICS.singling_out)}{_END}[\s,:]*+)*+[\s,:]*+")
# `report to the [Council] the steps taken`
OBJECT = re.compile(
    rf"(?!(?:the|its|their)\s+first\s+(?:of\s|one\s|(?:such\s+)?reports?\s))(?:the|its|their|any|all|what|those|these|such|every|each|an?)\s+(?!{ANYBODY})"
)
# `of the group` behind a report: whose it is
AUTHOR = re.compile(
    r"of\s+(?:the|this|that|its|each)\s+(?:[a-z-]+\s+){0,2}"
    rf"{alternatives((*_WORDS.anaphora_heads, *_WORDS.naming.official_nouns))}{_END}"
    rf"|of\s+(?:the\s+)?(?:(?!of\s)[a-z-]+\s+){{0,2}}{NAME}"
)
REPORT_BEHIND = re.compile(rf"\s+reports?{_END}")
REPORT = re.compile(r"(?:reports?|views|comments?|recommendations?|conclusions?|observations?)$")

# `costs from the [Director]`, `the results by the secretariat`, but not `the measures taken by the secretariat`
SOURCE = {
    "receive": re.compile(rf"(?<!ed)(?<!en)(?<!made)\s+(?:from|by)\s+(?:the\s+)?[{BODY}{OFFICIAL}]++$"),
    "informed": re.compile(
        rf"(?<!ed)(?<!en)(?<!made)(?<!held)(?<!done)\s+by\s+(?:(?:the|its)\s+)?(?:[{BODY}{OFFICIAL}]++|(?<=the\s)(?:[a-z-]+\s+){{0,2}}"
        rf"{alternatives((*_WORDS.anaphora_heads, *_WORDS.naming.official_nouns))})$"
    ),
}
"""By the kind of predicate, patterns for masked text: the words at the end of a topic that say who reports it."""

# `the` in front of `study`: an earlier `a study`
THAT_ONE = re.compile(r"\b(?:the|this|that|these|those|such|said)\s+$")
THAT_ONE_REACH = 12
INTRODUCED = cued(rf"(?<![\w-])an?\s+(?:[a-z-]+\s+){{0,4}}?(?P<noun>{alternatives(_TOPICS.introduced)}){_END}")
