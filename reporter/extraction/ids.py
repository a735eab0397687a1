"""Ids of a resolution's clauses: readable, unique, the same on every run and machine."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reporter.extraction.mentions import MentionFinder
from reporter.parsing.fold import fold
from reporter.vocabulary.language import language

_NOT_IN_AN_ID = re.compile(r"[^\w.]+")
_VERBS = frozenset(language().infinitives)
_ARTICLE = re.compile(r"\bthe\s+")
# `instructs the Director of TSB` ` 2`, but not `invites Study Group 2`, whose number belongs to a name
_NUMBERED = re.compile(
    r"(?P<heading>\D*[^\s\d](?<!Group)(?<!Groups)(?<!SG)(?<!Party)(?<!WP))(?P<number>\s\d+(?:\s\(?\w{1,4}\))*)"
)


class Ids:
    """Gives the clauses of one resolution their ids.

    Args:
        resolution: Id of the resolution, which every id begins with.
        finder: Finds the names in citations.
    """

    def __init__(self, resolution: str, finder: MentionFinder) -> None:
        self._resolution = resolution
        self._finder = finder
        self._seen: dict[str, int] = {}
        self._of_heading = cache(self._slug_of_heading)

    def next(self, citation: str) -> str:
        """`WTSA-18-2024/instructs-Director-of-TSB-2`; a second act of the same citation gets `.2`."""
        slug = self._slug(fold(citation))
        count = self._seen[slug] = self._seen.get(slug, 0) + 1
        return f"{self._resolution}/{slug}" + (f".{count}" if count > 1 else "")

    def _slug(self, citation: str) -> str:
        """What stands for a citation in an id; clauses of one section share the work on its heading."""
        match = _NUMBERED.fullmatch(citation)
        if match is None:
            return _slug(self._with_canonical_names(citation))
        return f"{self._of_heading(match['heading'])}-{_slug(match['number'])}"

    def _slug_of_heading(self, heading: str) -> str:
        return _slug(heading if heading in _VERBS else self._with_canonical_names(f"{heading} 1")[:-2])

    def _with_canonical_names(self, citation: str) -> str:
        """The citation with long names by their canonical ones: an id does not depend on how a text spells them."""
        for mention in reversed(self._finder.find(citation).mentions):
            if len(mention.names) == 1:
                citation = citation[: mention.start] + mention.names[0] + citation[mention.end :]
        return citation


@lru_cache(maxsize=4096)
def _slug(words: str) -> str:
    """Words without articles, joined by hyphens: `instructs the Director of TSB` -> `instructs-Director-of-TSB`."""
    return _NOT_IN_AN_ID.sub("-", _ARTICLE.sub("", words)).strip("-")
