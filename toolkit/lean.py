"""Two helpers of the standard library with less ceremony: frozen values, and values worked out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")
Made = TypeVar("Made", bound=type)


def quick(made: Made) -> Made:
    """A frozen dataclass with slots, made as quickly as one that is not frozen.

    dataclass has `object.__setattr__` look up every field by its name, which takes thrice as long and, for the values
    that are made by the dozen for every item, a twelfth of an audit; here each goes straight into its slot.
    """
    names = [field.name for field in fields(made)]
    if any(field.default_factory is not MISSING for field in fields(made)):
        raise TypeError(f"{made.__name__} has a field with a factory, which quick does not know")
    scope: dict[str, Any] = {f"put_{name}": vars(made)[name].__set__ for name in names}
    body = [f"put_{name}(self, {name})" for name in names] + ["self.__post_init__()"] * hasattr(made, "__post_init__")
    exec(f"def __init__(self, {', '.join(names)}): {'; '.join(body)}", scope)  # noqa: S102 - as dataclass itself does
    init, own = scope["__init__"], made.__init__  # type: ignore[misc]
    init.__defaults__, init.__annotations__, init.__qualname__ = own.__defaults__, own.__annotations__, own.__qualname__
    made.__init__ = init  # type: ignore[misc]
    return made


class once(Generic[T]):  # noqa: N801 - a decorator, as functools.cached_property is one
    """A property worked out when first asked for and then kept; without the lock that Python 3.11 takes for it."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        """Keep how it is worked out."""
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, subject: None, owner: type) -> Self: ...
    @overload
    def __get__(self, subject: object, owner: type) -> T: ...
    def __get__(self, subject: object | None, owner: type) -> Self | T:
        """Asked only where the subject does not hold the value yet."""
        if subject is None:
            return self
        value = self._work(subject)
        setattr(subject, self._name, value)  # not by __dict__: once asked for that, all the subject has is read slower
        return value
