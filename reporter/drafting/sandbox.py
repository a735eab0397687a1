"""Jinja made safe for templates that come by mail: nothing executes, nothing is unescaped, everything ends.

Jinja's own sandbox keeps a template away from Python. It does not keep it from running for ever or from filling the
memory, so every loop, call and growing value is counted here against a budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any

from jinja2 import StrictUndefined, Template, nodes, pass_context, pass_environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS, do_sum
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from reporter.drafting.budget import MAX_SIZE, SIZE_OF_AN_ELEMENT, Budget, Runaway, outgrows, size_of
from reporter.drafting.guard import guarded

MAX_RANGE = 10_000
"""Numbers in one `range(…)`."""

# Filters that neither build values of any size, nor depend on chance, nor lift the escaping.
_FILTERS = (
    "abs capitalize count d default dictsort first float groupby int items last length list lower map max min reject "
    "rejectattr round select selectattr sort title trim truncate unique upper wordcount"
)
_STEPS_OF_A_CALL = 10

_TEXT_METHODS = (
    "capitalize casefold count endswith find isalpha isdigit isupper lower lstrip removeprefix removesuffix rstrip "
    "split splitlines startswith strip title upper"
)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A source, read and compiled once.

    Attributes:
        tree: As Jinja reads it.
        template: Ready to be rendered.
        names: The names in it.
        attributes: What it asks of something, after a dot.
        own: Keys of the dictionaries and namespaces that it makes itself.
        undeclared: Names that it neither gets from the language nor makes itself.
    """

    tree: nodes.Template
    template: Template
    names: tuple[nodes.Name, ...]
    attributes: tuple[nodes.Getattr, ...]
    own: frozenset[str]
    undeclared: frozenset[str]


class _Generator(CodeGenerator):
    """Jinja's compiler, which notes on the way what names it does not know; compiling once more for that is slow.

    What is printed is escaped by the environment alone: Jinja would look at each value once more.
    """

    environment: TemplateEnvironment

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        for action, name in frame.symbols.loads.values():
            if action == VAR_LOAD_RESOLVE and name is not None and name not in self.environment.globals:
                self.environment.undeclared.add(name)

    def _output_child_pre(self, _node: nodes.Expr, _frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, _node: nodes.Expr, _frame: Frame, _finalize: Any) -> None:
        self.write(")")


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
            finalize=self._printed_with(escape),
            trim_blocks=lines,
            lstrip_blocks=lines,
            keep_trailing_newline=lines,
            # Constants are rare in a template, and looking for them takes as long as compiling the rest. A filter is
            # called when the document is made, and each time: a region of a constant has its place in a loop as well.
            optimized=False,
        )
        self.budget = Budget()
        self.undeclared: set[str] = set()
        self._compiled: dict[str, Compiled] = {}
        self.filters = {name: FILTERS[name] for name in _FILTERS.split()}
        self.filters |= {
            "join": _join,
            "replace": _replace,
            "sum": _sum,
            # Every value is escaped once, at the end; people write `|e` out of habit, and twice would show.
            "e": str,
            "escape": str,
            "string": _text,
            "_steps": self._counted,
            "_limited": self._limited,
            "_weighed": self._weighed,
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
            self.undeclared.clear()
            template = self.from_string(tree)
            found = list(tree.find_all((nodes.Name, nodes.Getattr, *_NAMING)))
            self._compiled[source] = Compiled(
                tree,
                template,
                tuple(node for node in found if isinstance(node, nodes.Name)),
                tuple(node for node in found if isinstance(node, nodes.Getattr)),
                frozenset(_names_of_its_own(found)),
                frozenset(self.undeclared),
            )
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
        # The text that a method of it goes through.
        __self._weighed(getattr(__obj, "__self__", None))
        return __self._limited(super().call(__context, __obj, *args, **kwargs))

    def call_filter(self, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        """What `map` applies to each of its values."""
        self.budget.step()
        return self._limited(super().call_filter(name, self._weighed(value), *args, **kwargs))

    def call_test(self, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        """What `select` and `reject` ask of each of their values."""
        self.budget.step()
        for one in (value, *(args[0] if args and args[0] else ())):
            self._weighed(one)
        return super().call_test(name, value, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuses sums, products and powers that would not fit into memory."""
        if outgrows(operator, left, right):
            raise Runaway(f"a value grows beyond {MAX_SIZE:,} characters")
        return self._weighed(super().call_binop(context, operator, left, right))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return guarded(super()._parse(source, name, filename))

    def _printed_with(self, escape: Callable[[object], str]) -> Callable[[Context, object], str]:
        # Given the context, it is not evaluated when the template is compiled, which escapes constants as HTML.
        @pass_context
        def printed(_context: Context, value: object) -> str:
            text = escape(_text(value))
            self.budget.print(len(text))
            return text

        return printed

    @property
    def _counted(self) -> Callable[..., Iterator[Any]]:
        # Given the context, the filter cannot be evaluated when the template is compiled, before the budget counts.
        @pass_context
        def counted(_context: Context, values: Iterable[Any], kept: int = 0) -> Iterator[Any]:
            for value in values:
                self.budget.step()
                if kept:
                    self.budget.print(kept)
                yield value

        return counted

    def _each(self, values: Iterable[Any]) -> Iterator[Any]:
        """The values one by one; what gathers them shall not run out of memory either."""
        total = 0
        for value in values:
            self.budget.step()
            total += size_of(value, MAX_SIZE)
            if total > MAX_SIZE:
                raise Runaway(f"a value grows beyond {MAX_SIZE:,} characters")
            yield value

    def _weighed(self, value: Any) -> Any:
        """A value that something is about to go through."""
        if isinstance(value, str):
            self.budget.work(len(value))
        elif isinstance(value, (list, tuple, dict, range)):
            self.budget.work(SIZE_OF_AN_ELEMENT * len(value))
        elif _is_iterator(value):
            return self._each(value)
        return value

    def _limited(self, value: Any) -> Any:
        """A value that was just made."""
        if type(value) is int or type(value) is bool:
            return value
        size = len(value) if isinstance(value, str) else size_of(value, MAX_SIZE)
        if size > MAX_SIZE:
            raise Runaway(f"a value grows beyond {MAX_SIZE:,} characters")
        self.budget.work(size)
        return self._each(value) if _is_iterator(value) else value


def _is_iterator(value: object) -> bool:
    # Several times faster than to ask an abstract class, and asked of almost every value.
    return hasattr(type(value), "__next__")


_NAMING = (nodes.Pair, nodes.Keyword, nodes.NSRef)
"""What gives names in dictionaries and namespaces."""


def _names_of_its_own(found: Iterable[nodes.Node]) -> Iterator[str]:
    """Keys of dictionaries and namespaces that the template makes itself."""
    for node in found:
        if isinstance(node, nodes.Pair) and isinstance(node.key, nodes.Const):
            yield str(node.key.value)
        elif isinstance(node, nodes.Keyword):
            yield node.key
        elif isinstance(node, nodes.NSRef):
            yield node.attr


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
        if size_of(parts, MAX_SIZE) + len(separator) * len(parts) > MAX_SIZE:
            raise Runaway(f"a value grows beyond {MAX_SIZE:,} characters")
        return str(separator).join(parts)
    raise SecurityError("join takes no attribute here; use map(attribute=…) before it")


@pass_environment
def _sum(
    environment: TemplateEnvironment, values: Iterable[Any], attribute: str | int | None = None, start: float = 0
) -> Any:
    if not isinstance(start, (int, float)):
        # Lists added up one by one would be copied again with each.
        raise SecurityError("sum adds up numbers only")
    return do_sum(environment, values, attribute, start)


def _replace(value: object, old: str, new: str) -> str:
    text = str(_text(value))
    if len(text) + text.count(old) * len(new) > MAX_SIZE:
        raise Runaway(f"a value grows beyond {MAX_SIZE:,} characters")
    return text.replace(old, new)
