"""Which environment stands for which image, and what is said of an image that none stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainyard_emulator.sagemaker import images
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.images import NotRehearsedError

HERE = "us-east-1"
OWN = "222222222222.dkr.ecr.us-east-1.amazonaws.com/team/train@sha256:" + "0" * 64
AWS = {
    "ml": "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3",
    "xgb": "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0-cpu-py3",
    "spark": "173754725891.dkr.ecr.us-east-1.amazonaws.com/sagemaker-spark-processing:3.5-cpu-py312-v1.3",
}


@pytest.mark.parametrize("environment", AWS)
def test_awss_images_have_environments_of_their_own(tmp_path: Path, environment: str) -> None:
    (tmp_path / environment).touch()
    table = {name: str(tmp_path / name) for name in AWS}
    assert images.interpreter(table, AWS[environment], HERE) == tmp_path / environment


@pytest.mark.parametrize("environment", AWS)
def test_each_family_is_checked_for_tag_account_and_region(environment: str) -> None:
    uri = AWS[environment]
    with pytest.raises(ApiError, match="A rehearsal runs jobs on"):
        images.check(uri.rpartition(":")[0] + ":1.0", HERE)
    with pytest.raises(ApiError, match="not found"):
        images.check("111111111111" + uri[12:], HERE)
    with pytest.raises(ApiError, match="Unsupported ECR region us-east-1"):
        images.check(uri, "eu-west-1")


def test_every_region_of_one_family_is_one_of_the_other() -> None:
    assert len({frozenset(family.accounts) for family in images.FAMILIES.values()}) == 1


def test_an_environment_that_is_not_made_is_told_with_the_way_to_make_it(tmp_path: Path) -> None:
    for table in ({}, {"xgb": str(tmp_path / "none")}):
        with pytest.raises(NotRehearsedError, match=r"environment 'xgb', which is not made: .*job-environments\.sh"):
            images.interpreter(table, AWS["xgb"], HERE)


def test_a_container_of_ones_own_is_known_and_not_run() -> None:
    assert images.check(OWN, HERE) is None
    with pytest.raises(NotRehearsedError, match=r"^NotRehearsed: 222222222222\..* has no Docker to run it"):
        images.interpreter({}, OWN, HERE)
    assert images.repository_arn(OWN) == "arn:aws:ecr:us-east-1:222222222222:repository/team/train"
    with pytest.raises(ApiError, match="must be in the region of the request, eu-west-1"):
        images.check(OWN, "eu-west-1")
