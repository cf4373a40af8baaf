"""Remember what is worked out from a release or a drawing for as long as that is there itself, and no longer."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, ParamSpec, TypeVar
from weakref import ref

# What keeps the answers about itself, by the name its type has in a signature; a release keeps those about its drawings.
KEEPERS = ("Release", "Drawing")
P = ParamSpec("P")
T = TypeVar("T")


def kept(most: int = 1) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember what a function of a release gives, for the last ``most`` of its other arguments; these must be hashable.

    The answers lie with the release: a cache of the function's own would keep every release alive that was ever asked about.
    Of two releases the first keeps them. What has no release is kept by its drawing.
    """

    def keeping(function: Callable[P, T]) -> Callable[P, T]:
        name, at = _keeper(function)
        place = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def given(*arguments: P.args, **options: P.kwargs) -> T:
            others, named = list(arguments), dict(options)
            keeper = others.pop(at) if at < len(others) else named.pop(name)
            there: dict[str, Any] = vars(keeper)
            if (remembered := there.get(place)) is None:
                # It knows its keeper loosely, or the two would hold each other.
                fresh = lru_cache(maxsize=most)(partial(_worked_out, function, ref(keeper), at))
                remembered = there.setdefault(place, fresh)
            answer: T = remembered(*others, **named)
            return answer

        return given

    return keeping


def _worked_out(function: Callable[..., T], keeper: ref[Any], at: int, *others: Any, **named: Any) -> T:
    return function(*others[:at], keeper(), *others[at:], **named)


def _keeper(function: Callable[..., Any]) -> tuple[str, int]:
    """The name and the place of the argument that keeps the answers."""
    types = {name: one.annotation for name, one in inspect.signature(function).parameters.items()}
    for keeper in KEEPERS:
        for at, (name, annotated) in enumerate(types.items()):
            if annotated == keeper:
                return name, at
    raise TypeError(f"{function.__qualname__} must have an argument that keeps (got {', '.join(types)})")
