"""The ledger's entries (contract `ledger`), and those that others bring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Kind = Literal["resource", "action", "state", "job"]
State = Literal["executed", "substituted", "recorded", "untouched"]


@dataclass(frozen=True)
class Entry:
    """What became of one thing of the run."""

    account: str
    region: str
    kind: Kind
    scope: str
    """Stack name, pipeline execution id or ARN of a workflow's execution; `no workflow` of a job that none started."""
    id: str
    """Logical id, `stage/action` or name of a state."""
    type: str
    state: State
    reason: str | None = None
    """Why it was not executed; needed where something stood in for it or it was only kept."""

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind) or self.state not in get_args(State):
            raise ValueError(f"{self.id}: kind is one of {get_args(Kind)}, state one of {get_args(State)}")
        if self.state in ("substituted", "recorded") and not self.reason:
            raise ValueError(f"{self.id}: what is {self.state} needs a reason")

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Return what makes two entries the same thing."""
        return self.account, self.kind, self.scope, self.id

    def as_json(self) -> dict[str, Any]:
        """Return the entry as the contract has it."""
        return asdict(self)


_brought: dict[tuple[str, str, str, str], Entry] = {}


def bring(entry: Entry) -> None:
    """Keep an entry that cannot be worked out from MiniStack's state; a later one about the same thing replaces it."""
    _brought[entry.key] = entry


def bring_all(entries: Iterable[Mapping[str, Any]]) -> None:
    """Keep what another process sends; a TypeError or ValueError says what is wrong with it."""
    for given in [Entry(**entry) for entry in entries]:
        bring(given)


def brought() -> list[Entry]:
    """Return what was brought so far."""
    return list(_brought.values())
