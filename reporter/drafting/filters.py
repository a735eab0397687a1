"""The filters that templates of every format have, and what each format makes of a text: escaping and links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape as escape_html
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2.exceptions import TemplateRuntimeError
from markupsafe import Markup

from reporter.drafting.text import Block, Text, runs_right_to_left
from reporter.drafting.words import Words

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
# What ends a sentence or closes a bracket around an address is not part of it.
_AFTER_ADDRESS = ".,;:!?'»”’"
# Word refuses longer hyperlinks (2,083 characters is the limit of Windows' own address fields).
_LONGEST_ADDRESS = 2_000
_ADDRESS_CHARACTERS = ":/?#[]@!$&'()*+,;=%-._~"

_MARKDOWN_SPECIAL = re.compile(r"[\\`*\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_MARKDOWN_LINE_START = re.compile(r"^([ \t]*)([#+=>-]|[0-9]+(?=[.)]))", re.MULTILINE)


_WORD_TEXT = '<w:t xml:space="preserve">'
_WORD_BREAK = f"</w:t><w:br/>{_WORD_TEXT}"
_WORD_TAB = f"</w:t><w:tab/>{_WORD_TEXT}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: plain, or an address.

    Attributes:
        text: The characters as typed.
        address: Where the link leads, in characters that an address may have; None for plain text.
    """

    text: str
    address: str | None = None


def pieces(text: str) -> Iterator[Piece]:
    """The text cut into plain stretches and web addresses; joined, the pieces give the text again."""
    end = 0
    for match in _ADDRESS.finditer(text):
        found = _trimmed(match[0])
        address = _address(found)
        if address is None:
            continue
        if match.start() > end:
            yield Piece(text[end : match.start()])
        yield Piece(found, address)
        end = match.start() + len(found)
    if end < len(text):
        yield Piece(text[end:])


def common_filters(words: Words) -> dict[str, Callable[..., Any]]:
    """`date`, `dates`, `names`, `said`, `counted` and `sentence`, in the words given."""

    def names(values: Iterable[str]) -> str:
        return words.names([words.said(str(value)) for value in values])

    def said(value: object) -> str:
        return words.said(str(value))

    return {
        "date": _dated(words.day),
        "dates": _dated(words.dates),
        "names": names,
        "said": said,
        "counted": words.counted,
        "sentence": sentence,
    }


def sentence(text: str) -> str:
    """The text with a capital at its start; what follows stays as it is."""
    return text[:1].upper() + text[1:]


def escape_word(value: object) -> str:
    """A value inside `w:t`. Braces become references, so that no later step takes them for a tag."""
    if isinstance(value, Markup):
        return value
    text = str(value)
    if text.isalnum():
        return text
    text = escape_html(text, quote=True).replace("{", "&#123;").replace("}", "&#125;")
    # Inside a run: the text ends, a break or tab follows, and a new text begins.
    return text.replace("\n", _WORD_BREAK).replace("\t", _WORD_TAB)


def escape_web(value: object) -> Markup:
    """A value inside HTML."""
    return value if isinstance(value, Markup) else Markup(escape_html(str(value), quote=True))


def escape_markdown(value: object) -> Markup:
    """A value inside a line of Markdown: whatever would be markup is escaped; a line feed becomes a hard break."""
    if isinstance(value, Markup):
        return value
    text = _MARKDOWN_SPECIAL.sub(r"\\\g<0>", str(value))
    text = _MARKDOWN_LINE_START.sub(_escaped_start, text)
    return Markup(text.strip("\n").replace("\n", "<br>"))


def web_links(value: str | Text | Block) -> Markup:
    """A text inside HTML with its web addresses as links."""
    found = (
        escape_web(piece.text)
        if piece.address is None
        else Markup(f'<a href="{escape_web(piece.address)}">{escape_web(piece.text)}</a>')
        for piece in pieces(_plain(value))
    )
    return Markup("").join(found)


def markdown_links(value: str | Text | Block) -> Markup:
    """A text inside a line of Markdown with its web addresses as links."""
    found = (
        escape_markdown(piece.text)
        if piece.address is None
        else Markup(f"[{escape_markdown(piece.text)}](<{piece.address}>)")
        for piece in pieces(_plain(value))
    )
    return Markup("").join(found)


def word_links(relate: Callable[[str], str]) -> Callable[[str | Text | Block], Markup]:
    """The filter that makes runs of a text, its web addresses hyperlinks.

    Args:
        relate: From an address to the ID of the document's relationship to it.
    """

    def links(value: str | Text | Block) -> Markup:
        text = _plain(value)
        direction = "<w:rtl/>" if runs_right_to_left(text) else ""
        return Markup("".join(_word_piece(piece, relate, direction) for piece in pieces(text)))

    return links


def filters_reference() -> Mapping[str, str]:
    """What each filter does, for the manual; a test visits every filter."""
    return {
        "date": "`{{ today | date }}` gives `20 November 2026`; nothing where no date is known.",
        "dates": "`{{ meeting.start | dates(meeting.end) }}` gives `25–29 May 2026`.",
        "names": "`{{ duty.responsible | names }}` gives `Director of BR, Director of TSB and Director of BDT`.",
        "said": "`{{ report.status | said }}` gives the value in the language of the template: `En cours`.",
        "counted": "`{{ counts.overdue | counted('report', 'reports') }}` gives `1 report`, `2 reports`, `no reports`.",
        "sentence": "`{{ addressee | sentence }}` gives `The Council`: a capital at the start of a sentence.",
        "picture": "`{{ status_chart | picture }}` draws a chart; in Word it is written "
        "`{{r status_chart | picture }}` and stands alone in its paragraph. `picture(8)` makes it 8 cm wide, "
        "`picture(8, 5)` in Word also 5 cm high.",
        "links": "`{{ report.evidence | links }}` makes web addresses clickable; in Word it is written "
        "`{{r report.evidence | links }}` and stands alone in its paragraph or cell.",
        "region": "`{{ report | region('progress') }}` is the tag of a content control in Word, and makes it a region "
        "that `--update` brings up to date.",
    }


def _dated(render: Callable[..., str]) -> Callable[..., str]:
    def dated(day: date | None, *more: date | None) -> str:
        if day is None:
            return ""
        if not isinstance(day, date):
            raise TemplateRuntimeError(f"{day!r} is not a date")
        return render(day, *more)

    return dated


def _plain(value: str | Text | Block) -> str:
    return value.text if isinstance(value, Block) else str(value)


def _word_piece(piece: Piece, relate: Callable[[str], str], direction: str) -> str:
    if piece.address is None:
        return _run(piece.text, direction)
    linked = _run(piece.text, f'<w:rStyle w:val="Hyperlink"/>{direction}')
    return f'<w:hyperlink r:id="{relate(piece.address)}" w:history="1">{linked}</w:hyperlink>'


def _run(text: str, properties: str) -> str:
    described = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{described}{_WORD_TEXT}{escape_word(text)}</w:t></w:r>"


def _trimmed(address: str) -> str:
    while address and (
        address[-1] in _AFTER_ADDRESS
        or (address[-1] in ")]" and address.count(address[-1]) > address.count("(["[")]".index(address[-1])]))
    ):
        address = address[:-1]
    return address


def _address(found: str) -> str | None:
    """The address in the characters that RFC 3986 allows; None where it is none after all."""
    try:
        host = urlsplit(found).hostname
    except ValueError:
        return None
    address = quote(found, safe=_ADDRESS_CHARACTERS)
    return address if host and len(address) <= _LONGEST_ADDRESS else None


def _escaped_start(match: re.Match[str]) -> str:
    # A number is no special character; it is the dot or bracket after it that makes a list.
    return f"{match[1]}{match[2]}\\" if match[2][0].isdigit() else f"{match[1]}\\{match[2]}"
