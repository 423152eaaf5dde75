"""A call from within a job's VPC arrives where a way is open, and where the endpoints on it let it through.

On AWS a call without a way waits until its client gives up; here it is answered at once, with the hop that is closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ministack.core import iam_evaluator, responses

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import caller, why_refused
from trainyard_emulator.network import placements, ways


def install(_context: Context) -> None:
    """Stand before the judgement of each request."""
    seams.require(iam_evaluator, "AuthError", "EvalContext", "evaluate_resource_policy")
    seams.replace(iam_evaluator, "enforce", _around)


def _around(original: Any) -> Any:
    def enforce(
        access_key_id: str,
        iam_action: str,
        service: str,
        region: str,
        resource_arn: str = "*",
        service_context: dict[str, Any] | None = None,
    ) -> Any:
        vpc = placements.of(access_key_id or "")
        refusal = _refusal(vpc, service, iam_action, resource_arn) if vpc else None
        return refusal or original(access_key_id, iam_action, service, region, resource_arn, service_context)

    return enforce


def _refusal(vpc: Mapping[str, Any], service: str, action: str, resource: str) -> Any:
    try:
        endpoints = ways.endpoints_on_the_way(vpc, service)
    except ways.ClosedError as closed:
        host = f"{service}.{responses.get_region()}.amazonaws.com"
        return iam_evaluator.AuthError(
            "ConnectTimeout", f'Connect timeout on endpoint URL: "https://{host}/": {closed}'
        )
    for endpoint in endpoints:
        decision = _decision(endpoint, action, resource)
        if decision != "Allow":
            why = why_refused(action, "VPC endpoint", explicit=decision == "Deny")
            return iam_evaluator.AuthError(
                "AccessDenied",
                f"User: {caller()} is not authorized to perform: {action} on resource: {resource} {why} "
                f"({endpoint['VpcEndpointId']}, {endpoint['ServiceName']})",
            )
    return None


def _decision(endpoint: Mapping[str, Any], action: str, resource: str) -> str:
    """Return what an endpoint's policy says; one without a policy lets all through."""
    if not endpoint.get("PolicyDocument"):
        return "Allow"
    who = caller()
    question = iam_evaluator.EvalContext(
        principal_arn=who,
        principal_type="AssumedRole",
        principal_account=who.split(":")[4],
        action=action,
        resource_arn=resource,
        region=responses.get_region(),
    )
    return str(iam_evaluator.evaluate_resource_policy(endpoint["PolicyDocument"], question).decision)
