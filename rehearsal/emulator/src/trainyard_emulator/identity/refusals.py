"""A refused request names its resource, as AWS's words do; MiniStack's gateway leaves it out but for a few services.

Source: AWS's IAM user guide, "Troubleshoot access denied error messages".
"""

from __future__ import annotations

from typing import Any

from ministack.core import iam_actions

from trainyard_emulator import seams
from trainyard_emulator.context import Context


def install(_context: Context) -> None:
    """Give the words of a refusal by an identity's policies to whoever formats it."""
    seams.require(iam_actions, "identity_denial_message")
    seams.replace(iam_actions, "access_denied_response", _naming)


def _naming(original: Any) -> Any:
    def respond(service: str, action: str, principal: str, *rest: Any, **named: Any) -> Any:
        by_resource = named.get("explicit_deny") and named.get("resource_policy_arn")
        if not (named.get("message") or named.get("error_code") or by_resource):
            resource = str(named.get("resource_arn") or "*")
            named["message"] = iam_actions.identity_denial_message(
                action, principal, resource, bool(named.get("explicit_deny"))
            )
        return original(service, action, principal, *rest, **named)

    return respond
