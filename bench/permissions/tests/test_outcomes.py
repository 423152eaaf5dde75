"""What is said of a run decides what came of it, never its end alone."""

from __future__ import annotations

import pytest
from taken_permissions.choice import Grant, Kind
from taken_permissions.outcomes import outcome_of

ROLE, KEY = "arn:aws:iam::111111111111:role/reader-7f", "arn:aws:kms:us-east-1:111111111111:key/k"
AWS_S = "arn:aws:sts::111111111111:assumed-role/reader-7f/s is not authorized to perform: kms:Decrypt on resource: x"
OURS = "Assets / File: role reader-7f may not kms:Decrypt on key/k: no statement allows it."


def grant(action: str = "kms:Decrypt", holder: str = ROLE, kind: Kind = "inline", to: str = "") -> Grant:
    return Grant(holder, action, frozenset({action}), "111111111111", "pipeline", kind, to)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (AWS_S, "caught"),
        (OURS, "caught"),
        (AWS_S.replace("/reader-7f/", "/other/"), "unnamed"),
        (OURS.replace("Decrypt", "Encrypt"), "unnamed"),
        ("exists, but we dont have access to it", "unnamed"),
    ],
)
def test_a_run_that_failed_names_role_and_action(said: str, outcome: str) -> None:
    assert outcome_of(grant(), False, said, asked_again=True) == outcome


@pytest.mark.parametrize(
    ("said", "asked", "outcome"), [(AWS_S, True, "handled"), ("", True, "missed"), ("", False, "unused")]
)
def test_a_run_that_went_on_was_refused_something(said: str, asked: bool, outcome: str) -> None:
    assert outcome_of(grant(), True, said, asked) == outcome


@pytest.mark.parametrize(
    ("told", "asked", "outcome"), [(True, True, "told"), (False, True, "silent"), (False, False, "unused")]
)
def test_what_aws_goes_on_without_is_told_where_it_was_asked_for(told: bool, asked: bool, outcome: str) -> None:
    action = "logs:PutLogEvents"

    assert outcome_of(grant(action), True, AWS_S.replace("kms:Decrypt", action) if told else "", asked) == outcome


def test_a_service_that_a_resource_lets_in_is_named_itself() -> None:
    service = "sns.amazonaws.com"
    of_service = grant(holder=KEY, kind="resource", to=service)
    said = f"{service} is not authorized to perform: kms:Decrypt on resource: {KEY}"

    assert outcome_of(of_service, False, said, asked_again=False) == "caught"
    assert outcome_of(of_service, False, said.replace("sns", "sqs"), asked_again=False) == "unnamed"
    assert outcome_of(of_service, True, "", asked_again=False) == "missed"
