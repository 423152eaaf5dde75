"""A request that AWS's model does not allow is refused in the protocol's own words, and a right one goes on."""

from __future__ import annotations

import json
import urllib.parse
from typing import Any

import pytest

from trainyard_emulator.validation.plugin import problem


def _json(service: str, target: str, body: Any) -> tuple[int, str]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return _told(problem(service, "POST", "/", {"X-Amz-Target": target}, data, {}))


def _form(service: str, **fields: str) -> tuple[int, str]:
    return _told(problem(service, "POST", "/", {}, urllib.parse.urlencode(fields).encode(), {}))


def _told(answer: Any) -> tuple[int, str]:
    return (answer[0], answer[2].decode()) if answer else (200, "")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"name": "/a", "WithDecryption": True}, 'Unknown parameter in input: "name"'),
        ({}, 'Missing required parameter in input: "Name"'),
        ({"Name": "/a", "WithDecryption": "yes"}, "Invalid type for parameter WithDecryption"),
        (b"[1]", "the body must be a JSON object, got list"),
        (b"{", "the body is no JSON"),
    ],
)
def test_a_malformed_json_request_is_refused(body: Any, words: str) -> None:
    status, answer = _json("ssm", "AmazonSSM.GetParameter", body)
    assert status == 400
    assert words in json.loads(answer)["message"]


def test_values_outside_of_their_constraints_are_counted() -> None:
    status, answer = _json(
        "ssm", "AmazonSSM.PutParameter", {"Name": "/a", "Value": "1", "Type": "Text", "Tier": "Free"}
    )
    assert status == 400
    assert json.loads(answer)["__type"] == "ValidationException"
    assert "2 validation errors detected" in answer
    assert "Member must satisfy enum value set: [String, StringList, SecureString]" in answer


def test_a_null_counts_as_left_out() -> None:
    assert _json("ssm", "AmazonSSM.GetParameter", {"Name": "/a", "WithDecryption": None}) == (200, "")


def test_an_operation_that_aws_lacks_is_named() -> None:
    status, answer = _json("states", "AWSStepFunctions.StartMachine", {})
    assert (status, json.loads(answer)["__type"]) == (400, "UnknownOperationException")


def test_a_query_request_is_read_into_its_lists_and_numbers() -> None:
    right = {
        "Action": "CreateChangeSet",
        "StackName": "a",
        "ChangeSetName": "b",
        "Capabilities.member.1": "CAPABILITY_IAM",
    }
    assert _form("cloudformation", **right) == (200, "")
    status, answer = _form("cloudformation", **right | {"Capabilities.member.1": "CAPABILITY_ALL"})
    assert status == 400
    assert "<Code>ValidationError</Code>" in answer
    assert "at 'capabilities.1.member'" in answer


def test_a_session_longer_than_any_role_allows_is_refused() -> None:
    status, answer = _form(
        "sts",
        Action="AssumeRole",
        RoleArn="arn:aws:iam::222222222222:role/trainyard",
        RoleSessionName="build",
        DurationSeconds="90000",
    )
    assert status == 400
    assert "less than or equal to 43200" in answer


def test_s3s_headers_and_documents_are_judged() -> None:
    header = {"x-amz-server-side-encryption": "kms"}
    status, answer = _told(problem("s3", "PUT", "/bucket/key", header, b"bytes", {}))
    assert status == 400
    assert "aws:kms" in answer
    document = b"<VersioningConfiguration><Status>On</Status></VersioningConfiguration>"
    status, answer = _told(problem("s3", "PUT", "/bucket", {}, document, {"versioning": [""]}))
    assert status == 400
    assert "[Enabled, Suspended]" in answer


def test_an_upload_is_no_document() -> None:
    assert problem("s3", "PUT", "/bucket/a key", {}, b"\xff<", {}) is None
