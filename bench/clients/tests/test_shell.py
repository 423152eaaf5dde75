"""Settings as `trainyard status` prints them."""

from pathlib import Path

import pytest
from aws_clients.shell import Shell, exported

STATUS = """pipeline trainyard on a kept rehearsal
  for the AWS CLI (root of an account; here the pipeline's):
    unset AWS_PROFILE AWS_SESSION_TOKEN
    export AWS_ENDPOINT_URL=https://127.0.0.1:40000
    export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
    dev:         AWS_ACCESS_KEY_ID=222222222222
"""


def test_reads_what_is_to_be_exported() -> None:
    assert exported(STATUS) == {
        "AWS_ENDPOINT_URL": "https://127.0.0.1:40000",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
    }


def test_says_that_nothing_is_kept() -> None:
    with pytest.raises(ValueError, match="--keep"):
        exported("pipeline trainyard has not run yet")


def test_a_shell_has_its_settings_alone(tmp_path: Path) -> None:
    shell = Shell({"A": "1", "B": "2"}, tmp_path)
    assert shell.with_(A="3").settings == {"A": "3", "B": "2"}
    assert shell.without("A").settings == {"B": "2"}
