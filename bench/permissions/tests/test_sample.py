"""The sample has one of every kind that a stage has, and each is found among what was used."""

from __future__ import annotations

import pytest
from taken_permissions.choice import Grant
from taken_permissions.sample import SAMPLE, sampled

# Issue 5, "must be seen" 2: all kinds of role, and resources' own policies.
KINDS = {
    "CodePipeline action role",
    "CodeBuild project",
    "bootstrap",
    "CloudFormation execution",
    "Lambda",
    "state machine",
    "SageMaker job",
    "endpoint",
    "Events rule",
    "Scheduler",
    "bucket's policy",
    "key's policy",
    "topic's policy",
}


def grant(holder: str, action: str, to: str) -> Grant:
    return Grant(holder, action, frozenset({action}), "111111111111", "pipeline", "resource" if to else "inline", to)


ALL = [grant(f"arn:aws:iam::1:role/x{one.holder}y", one.action, one.to) for one in SAMPLE]


def test_each_kind_is_there_once() -> None:
    assert sorted(one.kind for one in SAMPLE) == sorted(KINDS)


def test_each_is_found_by_holder_action_and_whom_it_lets_in() -> None:
    assert sampled(reversed(ALL)) == ALL


@pytest.mark.parametrize("missing", range(len(SAMPLE)))
def test_one_that_was_not_used_is_missed(missing: int) -> None:
    with pytest.raises(LookupError, match=f"^{SAMPLE[missing].kind}: no role or policy like"):
        sampled(one for one in ALL if one is not ALL[missing])


def test_what_leaves_something_behind_comes_last() -> None:
    kinds = [one.kind for one in SAMPLE]

    assert {"Events rule", "Scheduler", "topic's policy"} == set(kinds[-3:])
