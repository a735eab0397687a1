"""From Jinja's complaints to messages for the author of a template: which tag, in which words, what to do."""

from __future__ import annotations

import html
import re
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateAssertionError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError

from reporter.drafting.budget import Runaway
from reporter.drafting.guard import OtherFile
from reporter.drafting.names import Unknown
from reporter.model import TemplateError

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")
_PARAGRAPH_END = re.compile(r"</w:p>|<w:tab/>|<w:br/>")
_CLASS_OF_A_FILTER = re.compile(r"^(?:[\w<>]+\.)+(?=\w+\(\) )")
_LONGEST_QUOTE = 160
_JINJA_FILE = "<template>"
"""What Jinja calls a template that was made from a text, in tracebacks."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a template, as Jinja reads it.

    Attributes:
        file: The template.
        name: What people call the piece: `body`, `header`; "" for a file of one piece.
        source: Its text. In a Word file every paragraph stands on a line of its own.
    """

    file: Path
    name: str
    source: str

    def place(self, line: int | None) -> str | None:
        """Where a line stands: `line 12`, or in Word, which has no lines, the part and the words of the paragraph."""
        if line is None:
            return self.name or None
        if not self.name:
            return f"line {line}"
        words = self.words(line)
        return f"{self.name}, near “{words}”" if words else self.name

    def words(self, line: int) -> str:
        """The words of a line, tags included, shortened; of the nearest line before it where it has none."""
        lines = self.source.split("\n")
        for candidate in reversed(lines[:line]):
            words = " ".join(self._read(_PARAGRAPH_END.sub(" ", candidate)).split())
            if words:
                return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]} …"
        return ""

    def tag(self, line: int | None, name: str | None = None) -> str:
        """The tag of a line that holds the name, else its only tag; "" where that is not clear."""
        if line is None or not 0 < line <= self.source.count("\n") + 1:
            return ""
        tags = _TAG.findall(self._read(self.source.split("\n")[line - 1]))
        named = [tag for tag in tags if name and re.search(rf"\b{re.escape(name)}\b", tag)]
        if named:
            return str(named[0])
        return str(tags[0]) if len(tags) == 1 else ""

    def _read(self, source: str) -> str:
        """The source as its author sees it: in Word without the markup."""
        return html.unescape(_MARKUP.sub("", source)) if self.name else source


def unknown_names_error(file: Path, found: Sequence[tuple[Part, Unknown]]) -> TemplateError:
    """All names that no report has, in one message."""
    listed = "; ".join(_listed(part, unknown) for part, unknown in found)
    many = "names that" if len(found) > 1 else "a name that"
    return TemplateError(
        f"the template uses {many} no report has: {listed}",
        file=file,
        hint="docs/templates.md lists every name there is.",
    )


def render_error(part: Part, error: Exception) -> TemplateError:
    """What went wrong in a part, in the words of the template's author."""
    line = _line(error)
    tag = part.tag(line, _undefined_name(error))
    problem = f"the tag {tag} failed: {_reason(error)}" if tag else f"the template failed: {_reason(error)}"
    return TemplateError(problem, file=part.file, place=part.place(line), hint=_hint(error))


def _listed(part: Part, unknown: Unknown) -> str:
    tag = part.tag(unknown.line, unknown.name)
    place = part.place(unknown.line)
    where = " in ".join(piece for piece in (tag, place) if piece)
    return f"{unknown}, {where}" if where else str(unknown)


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it calls itself without end"
    said = " ".join(str(error).split()).removesuffix(".")
    # Python names the class that a filter's function comes from.
    return _CLASS_OF_A_FILTER.sub("", said) or type(error).__name__


def _hint(error: Exception) -> str:
    if isinstance(error, OtherFile):
        return "Put into the template itself what it should hold."
    if isinstance(error, TemplateAssertionError):
        return "docs/templates.md lists the filters there are."
    if isinstance(error, TemplateSyntaxError):
        return "Check that every tag is complete, and that every for and if has its endfor and endif."
    if isinstance(error, (Runaway, RecursionError)):
        return "Loop only over what the report holds: resolutions, duties, reports."
    if isinstance(error, UndefinedError):
        return "docs/templates.md lists what every name has."
    if isinstance(error, SecurityError):
        return "Templates may only print, loop and compare."
    return "docs/templates.md shows how the tags are written."


def _line(error: Exception) -> int | None:
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    # Jinja rewrites tracebacks so that a template's frames carry the template's own line numbers.
    frames: Iterable[traceback.FrameSummary] = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == _JINJA_FILE]
    return lines[-1] if lines and not isinstance(error, RecursionError) else None


def _undefined_name(error: Exception) -> str | None:
    match = re.search(r"'([^']+)' is undefined$|has no attribute '([^']+)'$", str(error))
    return (match[1] or match[2]) if match else None
