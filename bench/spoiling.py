"""The ways in which a module can be spoilt, one small fault at a time.

What people read is left alone, and so are annotations, docstrings, what an error says, and what
runs only when a module is imported: its tables have tests of their own kind.
"""

import ast
import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType

ROOT = Path(__file__).parent.parent
OURS = ("care.", "dialogs.")
WORDING = {"t", "tn", "label", "bare"}
"""Their words are for people."""
OTHER: dict[type, type] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.Mod: ast.Mult,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """The `n`-th way to spoil a module, on the lines from `line` to `end`."""

    path: str
    n: int
    line: int
    end: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.what} ({self.n})"


def ways(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What may stand instead of this node."""
    match node:
        case ast.Compare(left, ops, comparators):
            for i, op in enumerate(ops):
                others = [*ops[:i], OTHER[type(op)](), *ops[i + 1 :]]
                yield "comparison", ast.Compare(left, others, comparators)
        case ast.BoolOp(op, values):
            yield "and/or", ast.BoolOp(OTHER[type(op)](), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield "no not", operand
        case ast.BinOp(left, op, right) if type(op) in OTHER:
            yield "operator", ast.BinOp(left, OTHER[type(op)](), right)
        case ast.Constant(bool(value)):
            yield "bool", ast.Constant(not value)
        case ast.Constant(int(value) | float(value)):
            yield "number + 1", ast.Constant(value + 1)
            yield "number - 1", ast.Constant(value - 1)
        case ast.Constant(str(value)):
            yield "string", ast.Constant("XX" + value)
        case ast.IfExp(_, body, orelse):
            yield "always the first", body
            yield "always the last", orelse
        case ast.If(_, body, orelse):
            yield "if always", ast.If(ast.Constant(True), body, orelse)
            yield "if never", ast.If(ast.Constant(False), body, orelse)
        case ast.comprehension(target, iter_, [_, *_], is_async):
            yield "no filter", ast.comprehension(target, iter_, [], is_async)
        case ast.Return(ast.expr() as value) if ast.unparse(value) != "None":
            yield "returns None", ast.Return(ast.Constant(None))
        case ast.Expr(ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign() | ast.Raise():
            yield "left out", ast.Pass()
        case ast.Continue() | ast.Break():
            yield "left out", ast.Pass()


class Spoiler(ast.NodeTransformer):
    """Goes through all ways, by name and lines in `all`, and takes the n-th."""

    def __init__(self, n: int | None = None) -> None:
        self.n = n
        self.all: list[tuple[str, int, int]] = []
        self._inside = 0

    def generic_visit(self, node: ast.AST) -> ast.AST:
        return self._spoilt(node, super().generic_visit)

    def _spoilt(self, node: ast.AST, onward: Callable[[ast.AST], ast.AST]) -> ast.AST:
        taken = None
        for what, instead in ways(node) if self._inside else ():
            if len(self.all) == self.n:
                taken = ast.copy_location(instead, node)
            self.all.append((what, *_lines(node)))
        return onward(node) if taken is None else taken

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        told = ast.get_docstring(node) is not None
        self._inside += 1
        node.body[told:] = [self.visit(one) for one in node.body[told:]]
        self._inside -= 1
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self._inside += 1
        node.body = self.visit(node.body)
        self._inside -= 1
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if not (isinstance(node.func, ast.Name) and node.func.id in WORDING):
            return self.generic_visit(node)
        node.args = [one if isinstance(one, ast.Constant) else self.visit(one) for one in node.args]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.value = node.value and self.visit(node.value)
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        return self._spoilt(node, lambda same: same)

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return node


def _lines(node: ast.AST) -> tuple[int, int]:
    if isinstance(node, ast.comprehension):
        node = node.target
    assert isinstance(node, ast.stmt | ast.expr)
    last = node.test if isinstance(node, ast.If) else node
    return node.lineno, last.end_lineno or node.lineno


def mutants(package: str) -> Iterator[Mutant]:
    """All faults that may be planted in a package, or in one module of it (`care/fit.py`)."""
    whole = ROOT / package
    for path in [whole] if whole.is_file() else sorted(whole.rglob("*.py")):
        spoiler = Spoiler()
        spoiler.visit(ast.parse(path.read_text(encoding="utf-8")))
        for n, (what, line, end) in enumerate(spoiler.all):
            yield Mutant(str(path.relative_to(ROOT)), n, line, end, what)


class Living:
    """The functions that live in this process, and what they have cached, gathered once."""

    def __init__(self) -> None:
        self._functions: dict[str, list[FunctionType]] = {}
        self._cached: list[_lru_cache_wrapper[object]] = []
        gc.unfreeze()  # what the tests' conftest has set aside is not listed
        for one in gc.get_objects():
            if isinstance(one, FunctionType):
                self._functions.setdefault(one.__code__.co_filename, []).append(one)
            elif isinstance(one, _lru_cache_wrapper) and one.__module__.startswith(OURS):
                self._cached.append(one)

    def plant(self, mutant: Mutant) -> None:
        """Put a fault into all of them, and forget what was cached.

        Raises ValueError where a function can not be exchanged for the spoilt one.
        """
        path = ROOT / mutant.path
        tree = Spoiler(mutant.n).visit(ast.parse(path.read_text(encoding="utf-8")))
        spoilt = compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
        codes = {_place(code): code for code in _codes(spoilt)}
        for one in self._functions.get(str(path), ()):
            one.__code__ = codes.get(_place(one.__code__), one.__code__)
        for cache in self._cached:
            cache.cache_clear()


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _codes(one)


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno
