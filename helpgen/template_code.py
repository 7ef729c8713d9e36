"""The Python code that Jinja makes of a template, with less to do for each page.

Three things differ from Jinja's own code, and none can be seen in a page: text is escaped
without an object for each piece; includes hand their text on without a loop for each level
of includes; what follows from shared names alone is worked out once for an edition and
kept. Measured: a third of the time of rendering.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import escape

SHARED = frozenset({"brand", "edition", "nav", "url", "asset", "t"})
"""Names that mean the same on every page of an edition; of `nav`, all but `current`."""

_PURE = (
    nodes.And,
    nodes.Call,
    nodes.Compare,
    nodes.Concat,
    nodes.CondExpr,
    nodes.Const,
    nodes.Filter,
    nodes.Getattr,
    nodes.Keyword,
    nodes.Not,
    nodes.Operand,
    nodes.Or,
)


def escaped(value: object) -> str:
    """The value as HTML text: what markupsafe's `escape` gives, as a plain string."""
    if type(value) is str and not (
        "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
    ):
        return value
    return str(escape(value))


def is_shared(node: nodes.Node) -> bool:
    """Whether an expression has one value on all pages.

    That's as long as no template gives a shared name another meaning.
    """
    if isinstance(node, nodes.Name):
        return node.name in SHARED and node.name != "nav"
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return node.node.name in SHARED and (node.node.name, node.attr) != ("nav", "current")
    if isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name):
        return False
    if isinstance(node, nodes.Filter) and node.name == "random":
        return False
    return isinstance(node, _PURE) and all(map(is_shared, node.iter_child_nodes()))


def rebinds(tree: nodes.Template) -> bool:
    """Whether a template gives a shared name another meaning."""
    stored = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    stored |= {macro.name for macro in tree.find_all(nodes.Macro)}
    stored |= {imported.target for imported in tree.find_all(nodes.Import)}
    for imported in tree.find_all(nodes.FromImport):
        stored |= {name if isinstance(name, str) else name[1] for name in imported.names}
    return not SHARED.isdisjoint(stored)


# Jinja allows no new kinds of nodes, and no template makes one of this kind.
_Kept = nodes.MarkSafe


class PageCode(CodeGenerator):
    """Writes the code of one template; `reuse.ReusingEnvironment` has what it refers to."""

    _count = 0

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - jinja2's name
        """The module of a template."""
        super().visit_Template(node, frame)
        if rebinds(node):
            self.writeline("environment.keep_nothing()")

    def write_commons(self) -> None:
        """The first lines of every function."""
        super().write_commons()
        self.writeline(
            "escape, kept, keep = environment.escaped, environment.kept, environment.keep"
        )

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        """An include; the plain kind hands on what the part yields."""
        plain = isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)
        if not plain or frame.buffer or node.ignore_missing or not node.with_context:
            super().visit_Include(node, frame)
            return
        self.writeline("template = environment.get_template(", node)
        self.visit(node.template, frame)
        self.write(f", {self.name!r})")
        self.writeline(
            "yield from template.root_render_func(template.new_context("
            f"context.get_all(), True, {self.dump_local_context(frame)}))"
        )

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Text and values, those joined that can be kept."""
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            node = nodes.Output(_joined(node.nodes), lineno=node.lineno)
        super().visit_Output(node, frame)

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, _Kept):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not isinstance(node, _Kept):
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not isinstance(node, _Kept):
            super()._output_child_post(node, frame, finalize)

    def visit_MarkSafe(self, node: nodes.MarkSafe, frame: Frame) -> None:  # noqa: N802
        """What was kept, or else its pieces."""
        self._count += 1
        key = f"{self.name}:{self._count}"
        self.write(f"(kept.get({key!r}) or keep({key!r}, concat((")
        for piece in node.expr.iter_child_nodes():
            if isinstance(piece, nodes.TemplateData):
                self.write(repr(piece.data))
            else:
                self.write("escape(")
                self.visit(piece, frame)
                self.write(")")
            self.write(", ")
        self.write("))))")


def _joined(pieces: list[nodes.Expr]) -> list[nodes.Expr]:
    """Pieces of output, each run of them that is the same on all pages as one."""
    joined: list[nodes.Expr] = []
    run: list[nodes.Expr] = []
    for piece in (*pieces, None):
        if piece is not None and (isinstance(piece, nodes.TemplateData) or is_shared(piece)):
            run.append(piece)
            continue
        plain = all(isinstance(one, nodes.TemplateData | nodes.Const) for one in run)
        joined += run if plain else [_Kept(nodes.Concat(run), lineno=run[0].lineno)]
        run = []
        if piece is not None:
            joined.append(piece)
    return joined
