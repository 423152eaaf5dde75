"""Has every decision about a role recorded, whoever asks for it: MiniStack's gateway or our own judge.

Both ask MiniStack's evaluator, and both gather the role's policies from one place: there they learn their names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from ministack.core import iam_evaluator
from ministack.services import iam

from trainyard_emulator import acts, seams
from trainyard_emulator.context import Context
from trainyard_emulator.identity import calls
from trainyard_emulator.identity.judge import why_refused

_NOTED = "_trainyard_call"


class RolePolicies(list[Any]):
    """A role's parsed policies, each with what it is: `sources[i]` is (kind, name or ARN) of the i-th."""

    sources: list[tuple[Any, str]]


def install(_context: Context) -> None:
    """Stand around the gathering of policies, the decision by them, and the say of the resource's own policy."""
    seams.require(iam_evaluator, "_first_match", "_resolve_managed_policy_document", "parse_policy_document")
    seams.require(iam_evaluator, "_action_matches", "_resource_matches", "_conditions_met")
    seams.replace(iam_evaluator, "_gather_role_policies", _naming)
    seams.replace(iam_evaluator, "evaluate", _recording)
    seams.replace(iam_evaluator, "combine_resource_policy", _correcting)
    seams.replace(iam_evaluator, "evaluate_trust_policy", _trusting)


def _naming(original: Any) -> Any:
    def gather(role_name: str, account: str) -> RolePolicies:
        found = RolePolicies(original(role_name, account))
        role = iam._roles.get_scoped(account, None, role_name) or {}
        # As the original: a policy that says nothing is left out.
        parse = iam_evaluator.parse_policy_document
        found.sources = [(kind, name) for kind, name, text in documents(role, account) if parse(text)]
        return found

    return gather


def documents(role: Mapping[str, Any], account: str) -> list[tuple[str, str, Any]]:
    """Return kind, name (or ARN) and document of each of a role's policies, in the evaluator's order."""
    inline = [("inline", name, text) for name, text in (role.get("InlinePolicies") or {}).items()]
    resolve = iam_evaluator._resolve_managed_policy_document
    return inline + [("managed", arn, resolve(arn, account)) for arn in role.get("AttachedPolicies", [])]


def digest(statement: Any) -> str:
    """Return what is the same of statements that say the same."""
    return hashlib.sha256(repr(statement).encode()).hexdigest()[:16]


def _recording(original: Any) -> Any:
    def evaluate(question: Any, policies: list[Any], *limits: Any) -> Any:
        result = original(question, policies, *limits)
        # Others are resource policies; a simulation's principal is no session.
        if isinstance(policies, RolePolicies) and question.principal_type == "AssumedRole":
            allowed = result.decision == "Allow"
            leave = tuple(_leave(question, policies)) if allowed else ()
            _note(question, result, leave, "identity-based")
        return result

    return evaluate


def _correcting(original: Any) -> Any:
    def combine(identity: Any, question: Any, *rest: Any, **more: Any) -> Any:
        before = identity.decision == "Allow"
        result = original(identity, question, *rest, **more)
        allowed = result.decision == "Allow"
        noted = getattr(question, _NOTED, None)
        if noted and allowed != before:
            calls.take_back(noted, question.resource_arn)
            _note(question, result, (calls.Leave("resource policy"),) if allowed else (), "resource-based")
        return result

    return combine


def _trusting(original: Any) -> Any:
    def evaluate(document: Any, caller: str, question: Any, *rest: Any, **more: Any) -> Any:
        trusted = original(document, caller, question, *rest, **more)
        if not trusted and question.principal_type == "AssumedRole":
            why = why_refused(question.action, "resource-based", explicit=False)
            calls.note(calls.Call(role_of(caller), question.action, allowed=False, why=why), question.resource_arn)
        return trusted

    return evaluate


def _note(question: Any, result: Any, leave: tuple[calls.Leave, ...], policy: str) -> None:
    allowed = result.decision == "Allow"
    why = "" if allowed else why_refused(question.action, policy, explicit=result.decision == "Deny")
    sid = result.matched_sid if result.decision == "Deny" else ""
    call = calls.Call(role_of(question.principal_arn), question.action, allowed, leave, why, sid)
    setattr(question, _NOTED, call)
    calls.note(call, question.resource_arn)


def role_of(session: str) -> str:
    """Return the role's ARN, without its path, of one of its sessions'."""
    return acts.role_key(session.split(":")[4], session.split("/")[1])


def _leave(question: Any, policies: RolePolicies) -> list[calls.Leave]:
    """Return each statement that would have allowed this by itself."""
    matches, on = iam_evaluator._action_matches, iam_evaluator._resource_matches
    found = []
    for (kind, name), statements in zip(policies.sources, policies, strict=True):
        for index, statement in enumerate(statements):
            if iam_evaluator._first_match(question, [statement], "Allow"):
                actions = tuple(one for one in statement.actions if matches(question.action, [one], []))
                resources = tuple(one for one in statement.resources if on(question.resource_arn, [one], []))
                found.append(calls.Leave(kind, name, index, statement.sid, actions, resources, digest(statement)))
    return found
