"""Regular expressions that are compiled when first used, so that importing the readers of numbers stays quick."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


class Lazy:
    """A pattern with the methods of `re.Pattern`; the first call compiles it, later ones cost what they cost there."""

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Keep the source; a faulty one raises re.error at first use."""
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """Compile, and put the compiled methods where this lookup would otherwise end."""
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in ("match", "search", "fullmatch", "finditer", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
