"""Makes the review page: one file, with its style and its script inside and nothing else allowed."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from reporter.model import GENERATOR
from reporter.reviewing.anchors import Anchors
from reporter.reviewing.characters import shown
from reporter.reviewing.content import NOBODY, REVIEW_BELOW, Card, Reviewed
from reporter.reviewing.layout import texts_of

if TYPE_CHECKING:
    from jinja2 import Template

_CONTENTS_OPEN_UP_TO = 30


def review_page(
    reviewed: Sequence[Reviewed], *, title: str = "Reporting obligations: review", not_shown: Sequence[str] = ()
) -> str:
    """The page as HTML: one file, no network, readable in any browser.

    Nothing of a text is ever taken for markup, and a policy in the page forbids every script, style and address but
    its own.

    Args:
        reviewed: The texts, in the order they are shown.
        title: The page's title.
        not_shown: What a person would miss on the page and why, one sentence each: files that could not be read.

    Returns:
        The same page for the same input, character for character.
    """
    anchors = Anchors()
    texts = [text for one in reviewed for text in texts_of(one, anchors)]
    cards = [card for text in texts for card in text.cards]
    empty = [f"{one.document.file}: no resolution was recognised in it" for one in reviewed if not one.extractions]
    style, script = _part("page.css"), _part("page.js")
    return _template().render(
        title=title,
        generator=GENERATOR,
        texts=texts,
        total=len(cards),
        to_check=sum(one.obligation.confidence < REVIEW_BELOW for one in cards),
        misses=sum(len(text.misses) for text in texts),
        not_shown=[*not_shown, *empty],
        contents_open=len(texts) <= _CONTENTS_OPEN_UP_TO,
        filters=[
            ("recipients", "Reports to", "anybody", _choices(cards, "recipients")),
            ("responsible", "Responsible", "anybody", _choices(cards, "responsible")),
            ("frequency", "How often", "any", _choices(cards, "frequency")),
            ("level", "Confidence", "any", _levels(cards)),
        ],
        style=style,
        script=script,
        policy=_policy(style, script),
        nobody=NOBODY,
    )


def _choices(cards: Sequence[Card], facet: str) -> Sequence[tuple[str, str, int]]:
    """Value, words and number of records of each choice of a filter; whom no text names comes last."""
    counts = Counter(value for card in cards for value in dict.fromkeys(card.facets[facet]))
    ordered = sorted(counts, key=lambda value: (value == NOBODY, value.casefold(), value))
    return [(value, value, counts[value]) for value in ordered]


def _levels(cards: Sequence[Card]) -> Sequence[tuple[str, str, int]]:
    counts = Counter(card.level for card in cards)
    words = {"doubtful": "below 80 %: to check", "fair": "80 to 90 %", "sure": "90 % and more"}
    return [(level, words[level], counts[level]) for level in words]


def _policy(style: str, script: str) -> str:
    """Content Security Policy: nothing is loaded, and nothing runs but the page's own script, known by its digest."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode("utf-8")).digest()).decode("ascii")


@cache
def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment: Any = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_visible
    )
    template: Template = environment.from_string(_part("page.html.j2"))
    return template


def _visible(value: object) -> object:
    """Plain text with every character to be seen; what is markup already was made from such text."""
    return shown(value) if type(value) is str else value
