"""What the names of a template stand for, as far as its text tells: which attribute is asked of which kind of thing."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import nodes

from reporter.drafting.context import ReportContext
from reporter.drafting.guard import COUNTING

_SAME = COUNTING | frozenset({"list", "sort", "reverse", "unique", "select", "reject"})
_SAME |= {"selectattr", "rejectattr", "default", "d"}
"""Filters that give what they are given, or a list of the same."""

_ELEMENT = frozenset(["first", "last", "min", "max"])
"""Filters that give one of a list."""


class Use:
    """An attribute that a template asks of something.

    Attributes:
        owner: The class of that something; None where the template does not tell.
        name: The attribute.
        line: Line of the template's text, from 1.
        of_list: True where it is asked of a list of these.
    """

    __slots__ = ("line", "name", "of_list", "owner")

    def __init__(self, owner: type | None, name: str, line: int, *, of_list: bool = False) -> None:
        self.owner, self.name, self.line, self.of_list = owner, name, line, of_list


def uses(tree: nodes.Template) -> list[Use]:
    """Every name of a report, and every attribute, that a template uses, in the order of the text."""
    reader = _Reader()
    reader.statements(tree.body, dict(attributes_of(ReportContext)))
    return reader.found


@cache
def attributes_of(owner: type) -> Mapping[str, Any]:
    """Attribute of a class of the context to its type."""
    hints = get_type_hints(owner)
    return {field.name: hints[field.name] for field in fields(owner)}


class _Reader:
    """Goes through a template as Jinja would, with types in place of values; what it cannot tell is None."""

    def __init__(self) -> None:
        self.found: list[Use] = []

    def statements(self, body: Sequence[nodes.Node], scope: dict[str, Any]) -> None:
        for node in body:
            if isinstance(node, nodes.For):
                self._loop(node, scope)
            elif isinstance(node, nodes.Assign):
                kind = self._kind(node.node, scope)
                if isinstance(node.target, nodes.Name):
                    scope[node.target.name] = kind
            elif isinstance(node, nodes.Macro):
                self.statements(node.body, scope | {argument.name: None for argument in node.args})
            elif isinstance(node, nodes.If):
                self._kind(node.test, scope)
                self.statements([*node.body, *node.elif_, *node.else_], scope)
            else:
                self._rest(node, scope)

    def _loop(self, node: nodes.For, scope: dict[str, Any]) -> None:
        element = _element(self._kind(node.iter, scope))
        inner = scope | {"loop": None}
        for name in node.target.find_all(nodes.Name):
            inner[name.name] = None
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = element
        if node.test:
            self._kind(node.test, inner)
        self.statements(node.body, inner)
        self.statements(node.else_, dict(scope))

    def _rest(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self._kind(child, scope)
            else:
                self.statements([child], scope)

    def _kind(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """The type of an expression, its names noted on the way."""
        if isinstance(node, nodes.Name):
            if node.name in attributes_of(ReportContext) and scope.get(node.name) is not None:
                self.found.append(Use(ReportContext, node.name, node.lineno))
            return scope.get(node.name)
        if isinstance(node, nodes.Getattr):
            return self._attribute(self._kind(node.node, scope), node)
        if isinstance(node, nodes.Getitem):
            kind = self._kind(node.node, scope)
            self._kind(node.arg, scope)
            return kind if isinstance(node.arg, nodes.Slice) else _element(kind)
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope)
        if isinstance(node, nodes.CondExpr):
            kinds = [self._kind(one, scope) for one in (node.test, node.expr1, node.expr2) if one is not None][1:]
            return kinds[0] if len({str(kind) for kind in kinds}) == 1 else None
        if isinstance(node, nodes.Tuple | nodes.List):
            kinds = [self._kind(one, scope) for one in node.items]
            same = len({str(kind) for kind in kinds}) == 1 and kinds[0] is not None
            return types.GenericAlias(tuple, (kinds[0], ...)) if same else None
        for child in node.iter_child_nodes():
            self._kind(child, scope)
        return None

    def _filter(self, node: nodes.Filter, scope: dict[str, Any]) -> Any:
        kind = self._kind(node.node, scope) if node.node is not None else None
        for argument in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self._kind(argument, scope)
        if node.name in _SAME:
            return kind
        return _element(kind) if node.name in _ELEMENT else None

    def _attribute(self, kind: Any, node: nodes.Getattr) -> Any:
        plain = _without_none(kind)
        element = _element(plain)
        if is_dataclass(plain) and isinstance(plain, type):
            self.found.append(Use(plain, node.attr, node.lineno))
            return attributes_of(plain).get(node.attr)
        if is_dataclass(element) and isinstance(element, type):
            self.found.append(Use(element, node.attr, node.lineno, of_list=True))
            return None
        self.found.append(Use(None, node.attr, node.lineno))
        return None


def _element(kind: Any) -> Any:
    """What a list is a list of; None where it is none."""
    arguments = get_args(kind)
    return arguments[0] if get_origin(kind) is tuple and arguments else None


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        kinds = [one for one in get_args(kind) if one is not types.NoneType]
        return kinds[0] if len(kinds) == 1 else None
    return kind
