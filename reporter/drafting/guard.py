"""Puts counting filters into a template, around whatever repeats or grows, before Jinja compiles it."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from reporter.drafting.budget import SIZE_OF_A_PIECE

COUNTING = frozenset({"_limited", "_steps", "_text", "_weighed"})
"""The filters put in. They give the value back that they get."""

# What takes as long for a long value as for a short one.
_EFFORTLESS_FILTERS = COUNTING | {"count", "d", "default", "first", "last", "length"}
_EFFORTLESS_TESTS = frozenset({"defined", "undefined", "none", "sameas"})


class OtherFile(TemplateSyntaxError):
    """A template that asks for another file."""


def guarded(tree: nodes.Template) -> nodes.Template:
    """The same template with the filters `_steps`, `_weighed`, `_limited` and `_text` of the sandbox where they count.

    Raises:
        OtherFile: It asks for another file.
    """
    counted: nodes.Template = _Guard().visit(tree)
    return counted


class _Guard(NodeTransformer):
    def __init__(self) -> None:
        self._keepers = 0

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        kept = _literal(node.body) if self._keepers else 0
        self.generic_visit(node)
        node.iter = _filtered(node.iter, "_steps", kept)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802 - Jinja's name
        # What is printed here is kept, and counted as part of the result only when all of it is there.
        self._keepers += 1
        self.generic_visit(node)
        self._keepers -= 1
        return node

    visit_CallBlock = visit_FilterBlock = visit_AssignBlock = visit_Macro  # noqa: N815 - Jinja's names

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.nodes = [_filtered(part, "_text") for part in node.nodes]
        return _filtered(node, "_limited")

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        if node.node is not None and node.name not in _EFFORTLESS_FILTERS:
            node.node = _filtered(node.node, "_weighed")
        return _filtered(node, "_limited")

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        if node.name not in _EFFORTLESS_TESTS:
            node.node = _filtered(node.node, "_weighed")
            node.args = [_filtered(argument, "_weighed") for argument in node.args or ()]
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        for operand in node.ops:
            # To compare with a constant takes no longer than the constant is; to look for it in something does.
            if operand.op in ("in", "notin") or not isinstance(operand.expr, nodes.Const):
                operand.expr = _filtered(operand.expr, "_weighed")
        return node

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802 - Jinja's name
        raise OtherFile("a template cannot bring in another file", node.lineno)

    visit_Import = visit_FromImport = visit_Extends = visit_Include  # noqa: N815 - Jinja's names

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


def _filtered(node: nodes.Node, name: str, *arguments: int) -> nodes.Filter:
    environment = node.environment
    given: list[nodes.Expr] = [nodes.Const(argument, environment=environment) for argument in arguments]
    return nodes.Filter(node, name, given, [], None, None, lineno=node.lineno, environment=environment)


def _literal(body: Iterable[nodes.Node]) -> int:
    """Characters that stand in the body as they are, each piece of them with its own weight."""
    pieces = [piece for node in body for piece in (node, *node.find_all(nodes.TemplateData))]
    return sum(len(piece.data) + SIZE_OF_A_PIECE for piece in pieces if isinstance(piece, nodes.TemplateData))
