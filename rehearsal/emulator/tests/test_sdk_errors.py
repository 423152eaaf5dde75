"""Names of errors as Step Functions takes them from AWS's SDK for Java 2."""

from __future__ import annotations

import pytest

from trainyard_emulator.step_functions.sdk_errors import class_of


@pytest.mark.parametrize(
    ("service", "code", "name"),
    [
        ("ssm", "ParameterNotFound", "ParameterNotFoundException"),
        ("ssm", "ParameterVersionNotFound", "ParameterVersionNotFoundException"),
        ("dynamodb", "ConditionalCheckFailedException", "ConditionalCheckFailedException"),
        ("cloudwatch", "ResourceNotFound", "ResourceNotFoundException"),
        ("ssm", "NobodyKnowsThis", "NobodyKnowsThis"),
        ("sfn", "ExecutionAlreadyExists", "ExecutionAlreadyExistsException"),
        ("nothing", "ParameterNotFound", "ParameterNotFound"),
    ],
)
def test_an_error_is_called_as_its_class_is(service: str, code: str, name: str) -> None:
    assert class_of(service, code) == name
