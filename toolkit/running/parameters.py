"""The parameters a notebook declares, and whether given ones fit them: a misspelt name never audits the default."""

from __future__ import annotations

import ast
import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.errors import InputError

_SIMPLE: dict[str, type | tuple[type, ...]] = {
    "str": str,
    "int": int,
    "float": (int, float),
    "bool": bool,
    "list": list,
    "List": list,
    "dict": dict,
    "Dict": dict,
}


@dataclass(frozen=True, slots=True)
class Declared:
    """One assignment of the parameters cell: its name, its annotation if any, and its default, as syntax."""

    name: str
    annotation: ast.expr | None
    default: ast.expr | None

    def accepts(self, value: object) -> bool:
        """Whether `value` fits the annotation, or without one the kind of the default."""
        if self.annotation is not None:
            return _fits(value, self.annotation)
        kind = type(self.default.value).__name__ if isinstance(self.default, ast.Constant) else ""
        kinds = {ast.List: "list", ast.Dict: "dict"}
        kind = kinds.get(type(self.default), kind) if self.default is not None else kind
        # A bare default of 3 does not forbid 2.5, and a bare None says nothing of what may stand there.
        return kind not in _SIMPLE or _fits(value, ast.Name({"int": "float"}.get(kind, kind)))

    def __str__(self) -> str:
        """Print it as the cell declares it."""
        return f"{self.name}: {ast.unparse(self.annotation)}" if self.annotation else self.name


def declared(notebook: str, source: str) -> dict[str, Declared]:
    """Read the parameters cell of `notebook` by its syntax; raises InputError where it is not Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        where = f"{notebook} 的参数格第 {line} 行"
        raise InputError.of(where, expected="Python 赋值语句", met=getattr(error, "msg", str(error))) from error
    found: dict[str, Declared] = {}
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = Declared(node.target.id, node.annotation, node.value)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found[target.id] = Declared(target.id, None, node.value)
    return found


def refuse_misfits(notebook: str, parameters: Mapping[str, object], known: Mapping[str, Declared]) -> None:
    """Raise InputError for the first parameter that is not declared, of the wrong type, or cannot be written down."""
    for name, value in parameters.items():
        if name not in known:
            near = difflib.get_close_matches(str(name), known, n=1, cutoff=0.5)
            hint = f"；是否想写 {near[0]}？" if near else ""
            choice = "、".join(known) or "（没有声明任何参数）"
            raise InputError.of(f"{notebook} 的参数", expected=f"{choice} 之一", met=f"“{name}”{hint}")
        if not _writable(value) or not known[name].accepts(value):
            raise InputError.of(
                f"{notebook} 的参数 {name}", expected=str(known[name]), met=f"{value!r}（{type(value).__name__}）"
            )


def literal(value: object) -> str:
    """Write a value as a Python literal that evaluates to it, Chinese as Chinese, anything invisible escaped."""
    if isinstance(value, str):
        return '"' + "".join(map(_letter, value)) + '"'
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{literal(key)}: {literal(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return repr(value)


def _letter(letter: str) -> str:
    if letter == '"':
        return '\\"'
    if letter == "\\" or not letter.isprintable():
        return letter.encode("unicode_escape").decode("ascii")
    return letter


def _writable(value: object) -> bool:
    """Whether a value survives the way into the cell and into JSON: no NaN, no objects, text as keys."""
    if isinstance(value, list):
        return all(map(_writable, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and _writable(entry) for key, entry in value.items())
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or type(value) in {str, int, bool}


def _fits(value: object, annotation: ast.expr) -> bool:
    """Whether a value fits an annotation; one that this does not know (a Path, an alias) accepts everything."""
    match annotation:
        case ast.Constant(value=None):
            return value is None
        case ast.Constant(value=str(quoted)):
            return _fits(value, ast.parse(quoted, mode="eval").body)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _fits(value, left) or _fits(value, right)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            kind = _SIMPLE.get(name, object)
            return isinstance(value, kind) and (not isinstance(value, bool) or name == "bool" or kind is object)
        case ast.Subscript(value=ast.Attribute(attr=name) | ast.Name(id=name), slice=inner):
            return _fits_generic(value, name, inner.elts if isinstance(inner, ast.Tuple) else [inner])
    return True


def _fits_generic(value: object, name: str, inner: list[ast.expr]) -> bool:
    match name:
        case "Optional":
            return value is None or _fits(value, inner[0])
        case "Union":
            return any(_fits(value, choice) for choice in inner)
        case "Literal":
            return any(isinstance(choice, ast.Constant) and choice.value == value for choice in inner)
        case "list" | "List":
            return isinstance(value, list) and all(_fits(entry, inner[0]) for entry in value)
        case "dict" | "Dict":
            return isinstance(value, dict) and all(
                _fits(key, inner[0]) and _fits(entry, inner[-1]) for key, entry in value.items()
            )
    return True
