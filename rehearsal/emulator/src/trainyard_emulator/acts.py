"""Which resources really did something in this run: the ledger's evidence for `executed`."""

from __future__ import annotations

_acted: set[str] = set()


def note(arn: str) -> None:
    """Note that the resource with this ARN was put to use: judged, invoked, read, written, matched."""
    _acted.add(arn)


def noted(arn: str) -> bool:
    """Tell whether `note` was called with this ARN."""
    return arn in _acted


def note_principal(arn: str) -> None:
    """Note that a policy decision was made about a role, given as itself or as one of its sessions."""
    if ":assumed-role/" in arn:
        parts = arn.split(":", 5)
        note(role_key(parts[4], parts[5].split("/")[1]))
    elif ":role/" in arn:
        note(role_key(arn.split(":")[4], arn.rsplit("/", 1)[-1]))


def role_key(account: str, name: str) -> str:
    """Return how a role is noted: without its path, which sessions do not carry."""
    return f"arn:aws:iam::{account}:role/{name}"
