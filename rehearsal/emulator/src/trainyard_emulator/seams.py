"""The places where we reach into MiniStack: each is checked, and a moved one is named at start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class SeamMovedError(SystemExit):
    """MiniStack is not the version this plugin was written for."""

    def __init__(self, name: str) -> None:
        super().__init__(f"MiniStack seam moved: {name}")


def _name(owner: Any, member: str) -> str:
    return f"{getattr(owner, '__name__', type(owner).__name__)}.{member}"


def require(owner: Any, *members: str) -> None:
    """Check that `owner` (a module or class) still has each of `members`."""
    for member in members:
        if not hasattr(owner, member):
            raise SeamMovedError(_name(owner, member))


def entry(table: Any, key: str, name: str) -> Any:
    """Return `table[key]`; `name` says which table it is if the key is gone."""
    if key not in table:
        raise SeamMovedError(f"{name}[{key!r}]")
    return table[key]


def replace(owner: Any, member: str, wrap: Callable[[Any], Any]) -> None:
    """Put `wrap(original)` in the place of `owner.member`."""
    require(owner, member)
    setattr(owner, member, wrap(getattr(owner, member)))


def replace_entry(table: Any, key: str, name: str, wrap: Callable[[Any], Any]) -> None:
    """Put `wrap(original)` in the place of `table[key]`."""
    table[key] = wrap(entry(table, key, name))
