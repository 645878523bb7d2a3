"""The ways a request or a run can be wrong; each says what was expected, what was met, and where."""

from __future__ import annotations


class AuditError(Exception):
    """Root of all errors the toolkit raises on purpose; `str()` of it is one line fit for a terminal."""

    exit_code = 3

    def __init__(self, message: str) -> None:
        """Keep `message` on one line, whatever hostile text it quotes."""
        super().__init__(one_line(message))


class InputError(AuditError):
    """The request or the input is wrong: nothing was written, exit code 2."""

    exit_code = 2

    @classmethod
    def of(cls, where: str, *, expected: str, met: str) -> InputError:
        """Build the standard sentence: where, what was expected, what was met."""
        return cls(f"{where}：应为{expected}，实为{met}")


class RunError(AuditError):
    """The run itself failed (a dead kernel, a failing cell, a full disk): exit code 3."""


def one_line(text: str, limit: int = 400) -> str:
    """Fold `text` to one printable line of at most `limit` characters."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    folded = " ".join(printable.split())
    return folded if len(folded) <= limit else folded[: limit - 1] + "…"
