"""What came of a run without one permission: see bench/README.md for what each outcome says."""

from __future__ import annotations

from taken_permissions import choice
from taken_permissions.choice import Grant


def outcome_of(grant: Grant, succeeded: bool, said: str, asked_again: bool) -> str:
    """Say what came of it; a run that succeeded may have caught the refusal itself, as AWS would have let it.

    `said` is all that the run printed; `asked_again` tells whether the stand-in refused the action while it ran.
    """
    named = _is_named(grant, said)
    if not succeeded:
        return "caught" if named else "unnamed"
    if grant.action in choice.SILENT:
        return "told" if named else "silent" if asked_again else "unused"
    if grant.action in choice.EITHER and grant.kind == "inline":
        return "either" if asked_again else "unused"
    if not asked_again and not _is_service(grant):
        return "unused"
    return "handled" if named else "missed"


def _is_named(grant: Grant, said: str) -> bool:
    """Tell whether AWS's sentence is there, or the CLI's for who keeps AWS's to himself, as cdk-assets does."""
    words = f"not authorized to perform: {grant.action} on resource: "
    if grant.kind == "resource":
        return (
            f"{grant.to} is {words}{grant.holder}" in said if _is_service(grant) else f"{words}{grant.holder}" in said
        )
    by_role = f"role {grant.name} may not {grant.action} on "
    return by_role in said or (words in said and grant.name in said)


def _is_service(grant: Grant) -> bool:
    return grant.to not in ("", "AWS")
