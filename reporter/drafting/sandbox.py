"""Jinja made safe for templates that come by mail: nothing executes, nothing is unescaped, everything ends.

Jinja's own sandbox keeps a template away from Python. It does not keep it from running for ever or from filling the
memory, so every loop, call and growing value is counted here against a budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any

from jinja2 import StrictUndefined, Template, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

MAX_STEPS = 10_000_000
"""Passes through loops in one rendering, a call counting as ten; a report of 20,000 rows takes a quarter of them."""

_STEPS_OF_A_CALL = 10

MAX_SIZE = 50_000_000
"""Characters of a rendered part, and of any value built on the way; an element of a list counts as a hundred."""

_SIZE_OF_AN_ELEMENT = 100

MAX_RANGE = 10_000
"""Numbers in one `range(…)`."""

# Filters that neither build values of any size, nor depend on chance, nor lift the escaping.
_FILTERS = (
    "abs capitalize count d default dictsort first float groupby int items last length list lower map max min reject "
    "rejectattr round select selectattr slice sort sum title trim truncate unique upper wordcount"
)
_TEXT_METHODS = (
    "capitalize casefold count endswith find isalpha isdigit isupper lower lstrip removeprefix removesuffix rstrip "
    "split splitlines startswith strip title upper"
)


class Runaway(SecurityError):
    """A template that does not end, or whose result outgrows the limits."""


class Budget:
    """What one rendering may still use."""

    def __init__(self) -> None:
        self._steps = 0
        self._written = 0

    def step(self, steps: int = 1) -> None:
        """Counts passes through a loop."""
        self._steps += steps
        if self._steps > MAX_STEPS:
            raise Runaway(f"it does not end: more than {MAX_STEPS:,} passes through its loops")

    def write(self, characters: int) -> None:
        """Counts characters of the result."""
        self._written += characters
        if self._written > MAX_SIZE:
            raise Runaway(f"its result grows beyond {MAX_SIZE:,} characters")

    def start_part(self) -> None:
        """A new part of the document may again have the full size."""
        self._written = 0


@dataclass(frozen=True, slots=True)
class Compiled:
    """A source, read and compiled once.

    Attributes:
        tree: As Jinja reads it.
        template: Ready to be rendered.
        own: Keys of the dictionaries and namespaces that it makes itself.
        undeclared: Names that it neither gets from the language nor makes itself.
    """

    tree: nodes.Template
    template: Template
    own: frozenset[str]
    undeclared: frozenset[str]


class _Generator(CodeGenerator):
    """Jinja's compiler, which notes on the way what names it does not know; compiling once more for that is slow."""

    environment: TemplateEnvironment

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        for action, name in frame.symbols.loads.values():
            if action == VAR_LOAD_RESOLVE and name is not None and name not in self.environment.globals:
                self.environment.undeclared.add(name)


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox with strict names, escaping of every value, and a budget.

    Args:
        escape: Makes a value printable in the format at hand.
        filters: The format's own filters.
        lines: True for a format of lines, where a line that holds nothing but a tag leaves no empty line behind.
    """

    code_generator_class = _Generator
    intercepted_binops = frozenset(["+", "*", "**", "%"])

    def __init__(
        self, *, escape: Callable[[object], str], filters: Mapping[str, Callable[..., Any]], lines: bool = False
    ) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_printed_with(escape),
            trim_blocks=lines,
            lstrip_blocks=lines,
            keep_trailing_newline=lines,
        )
        self.budget = Budget()
        self.undeclared: set[str] = set()
        self._compiled: dict[str, Compiled] = {}
        self.filters = {name: FILTERS[name] for name in _FILTERS.split()}
        self.filters |= {
            "join": _join,
            "replace": _replace,
            # Every value is escaped once, at the end; people write `|e` out of habit, and twice would show.
            "e": str,
            "escape": str,
            "string": _text,
            "_steps": self._counted,
            "_limited": _limited,
            "_text": _text,
            **filters,
        }
        self.globals = {"range": _range, "namespace": self.globals["namespace"]}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Texts keep the methods that cannot multiply their length."""
        if isinstance(obj, str) and callable(value):
            return attr in _TEXT_METHODS.split()
        return super().is_safe_attribute(obj, attr, value)

    def compiled(self, source: str) -> Compiled:
        """The source, compiled when it is asked for first.

        Raises:
            jinja2.TemplateSyntaxError: The source is no template.
        """
        if source not in self._compiled:
            tree = self.parse(source)
            # Before it is compiled, which folds what is constant, and with it such dictionaries.
            own = frozenset(_names_of_its_own(tree))
            self.undeclared.clear()
            template = self.from_string(tree)
            self._compiled[source] = Compiled(tree, template, own, frozenset(self.undeclared))
        return self._compiled[source]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute; a field of our dataclasses without further questions, as it holds nothing but values."""
        declared = getattr(type(obj), "__dataclass_fields__", None)
        if declared is not None and attribute in declared:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as the parent
        """Counts the call, and limits what it returns."""
        __self.budget.step(_STEPS_OF_A_CALL)
        return _limited(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuses sums, products and powers that would not fit into memory."""
        if _outgrows(operator, left, right):
            raise Runaway(f"a value grows beyond {MAX_SIZE:,} characters")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        guarded: nodes.Template = _Guard().visit(tree)
        guarded.set_environment(self)
        return guarded

    @property
    def _counted(self) -> Callable[..., Iterator[Any]]:
        # Given the context, the filter cannot be evaluated when the template is compiled, before the budget counts.
        @pass_context
        def counted(_context: Context, values: Iterable[Any]) -> Iterator[Any]:
            for value in values:
                self.budget.step()
                yield value

        return counted


def _names_of_its_own(tree: nodes.Template) -> Iterator[str]:
    """Keys of dictionaries and namespaces that the template makes itself."""
    for pair in tree.find_all(nodes.Pair):
        if isinstance(pair.key, nodes.Const):
            yield str(pair.key.value)
    for keyword in tree.find_all(nodes.Keyword):
        yield keyword.key
    for reference in tree.find_all(nodes.NSRef):
        yield reference.attr


class _Guard(NodeTransformer):
    """Puts the counting filters around whatever repeats or grows."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.iter = _filtered(node.iter, "_steps")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.nodes = [_filtered(part, "_text") for part in node.nodes]
        return _filtered(node, "_limited")

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _filtered(node, "_limited")

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _filtered(node, "_limited")

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _filtered(node, "_limited")

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        # A tuple is also what a loop or an assignment unpacks into.
        return _filtered(node, "_limited") if node.ctx == "load" else node


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _limited(value: Any) -> Any:
    if _size(value, MAX_SIZE) > MAX_SIZE:
        raise Runaway(f"a value grows beyond {MAX_SIZE:,} characters")
    return value


def _size(value: object, limit: int) -> int:
    """Characters and elements of a value, counted no further than just past the limit."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        value = (*value.keys(), *value.values())
    if not isinstance(value, (list, tuple)):
        return _SIZE_OF_AN_ELEMENT
    total = _SIZE_OF_AN_ELEMENT
    for part in value:
        total += _size(part, limit - total)
        if total > limit:
            break
    return total


def _outgrows(operator: str, left: Any, right: Any) -> bool:
    if operator == "%":
        if isinstance(left, str):
            raise SecurityError("% does not format text here; join the pieces with ~")
        return False
    numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
    if operator == "**":
        return numbers and abs(left) > 1 and abs(right) > 64
    if numbers:
        return isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > 4096
    if operator == "*":
        count, value = (left, right) if isinstance(left, int) else (right, left)
        return isinstance(count, int) and count * _size(value, MAX_SIZE) > MAX_SIZE
    return _size(left, MAX_SIZE) + _size(right, MAX_SIZE) > MAX_SIZE


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > MAX_RANGE:
        raise Runaway(f"range() goes beyond {MAX_RANGE:,} numbers")
    return numbers


def _text(value: object) -> object:
    """A value that is to become text; a list would print as Python shows it."""
    if type(value) is str or type(value) is Markup or type(value) is int:
        return value
    if isinstance(value, (list, tuple, dict, set, Iterator)):
        raise SecurityError("a list cannot be printed; go through it with for, or use the filter names or join")
    if is_dataclass(value) and type(value).__str__ is object.__str__:
        raise SecurityError(f"a {type(value).__name__} cannot be printed as a whole; name what is meant of it")
    return value


def _join(values: Iterable[Any], separator: str = "", attribute: str | int | None = None) -> str:
    parts = list(values)
    if attribute is None:
        parts = [str(_text(part)) for part in parts]
        if _size(parts, MAX_SIZE) + len(separator) * len(parts) > MAX_SIZE:
            raise Runaway(f"a value grows beyond {MAX_SIZE:,} characters")
        return str(separator).join(parts)
    raise SecurityError("join takes no attribute here; use map(attribute=…) before it")


def _replace(value: object, old: str, new: str) -> str:
    text = str(_text(value))
    if len(text) + text.count(old) * len(new) > MAX_SIZE:
        raise Runaway(f"a value grows beyond {MAX_SIZE:,} characters")
    return text.replace(old, new)


def _printed_with(escape: Callable[[object], str]) -> Callable[[Context, object], str]:
    # Given the context, it is not evaluated when the template is compiled: there constants would be escaped as HTML.
    @pass_context
    def printed(_context: Context, value: object) -> str:
        return escape(_text(value))

    return printed
