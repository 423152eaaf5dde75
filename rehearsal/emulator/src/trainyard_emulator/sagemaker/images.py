"""Container images and the Python environments that stand for AWS's own; for any other there is none.

What runs here runs without Docker: AWS's image is an interpreter with the packages of its lock, made before a rehearsal
by `.mvn/job-environments.sh`. A container of the user's own is judged, recorded and never run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trainyard_emulator.sagemaker.errors import invalid

# Source: aws/sagemaker-python-sdk, image_uri_config/sklearn.json and xgboost.json (both name the same accounts).
_FRAMEWORKS = {
    "us-east-1": "683313688378",
    "us-east-2": "257758044811",
    "us-west-1": "746614075791",
    "us-west-2": "246618743249",
    "ca-central-1": "341280168497",
    "eu-west-1": "141502667606",
    "eu-west-2": "764974769150",
    "eu-west-3": "659782779980",
    "eu-central-1": "492215442770",
    "eu-north-1": "662702820516",
    "ap-south-1": "720646828776",
    "ap-southeast-1": "121021644041",
    "ap-southeast-2": "783357654285",
    "ap-northeast-1": "354813040037",
    "sa-east-1": "737474898029",
}
# Source: aws/sagemaker-python-sdk, image_uri_config/spark.json.
_SPARK = {
    "us-east-1": "173754725891",
    "us-east-2": "314815235551",
    "us-west-1": "667973535471",
    "us-west-2": "153931337802",
    "ca-central-1": "446299261295",
    "eu-west-1": "571004829621",
    "eu-west-2": "836651553127",
    "eu-west-3": "136845547031",
    "eu-central-1": "906073651304",
    "eu-north-1": "330188676905",
    "ap-south-1": "105495057255",
    "ap-southeast-1": "759080221371",
    "ap-southeast-2": "440695851116",
    "ap-northeast-1": "411782140378",
    "sa-east-1": "737130764395",
}
_URI = re.compile(r"(?P<owner>\d{12})\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.amazonaws\.com/(?P<repository>[^:@]+)[:@](.+)")


@dataclass(frozen=True)
class Family:
    """An image of AWS's: its repository and the one tag whose package set we have, and who owns it in each region."""

    repository: str
    tag: str
    environment: str
    accounts: Mapping[str, str]
    starts_module: bool = False
    """Whether its toolkit installs the script and runs `python -m train`, and not `python train.py` beside it."""

    def uri(self, region: str) -> str:
        """Return the image's address in a region."""
        return f"{self.accounts.get(region, '?')}.dkr.ecr.{region}.amazonaws.com/{self.repository}:{self.tag}"


FAMILIES = {
    family.repository: family
    for family in (
        Family("sagemaker-scikit-learn", "1.9-0-cpu-py3", "ml", _FRAMEWORKS),
        Family("sagemaker-xgboost", "3.2-0-cpu-py3", "xgb", _FRAMEWORKS, starts_module=True),
        Family("sagemaker-spark-processing", "3.5-cpu-py312-v1.3", "spark", _SPARK),
    )
}


class NotRehearsedError(Exception):
    """The image cannot be run without Docker; the text is a FailureReason."""


def check(uri: str, region: str) -> Family | None:
    """Refuse an image that AWS would not find, or one of AWS's that we lack; None is a container of the user's own."""
    match = _URI.fullmatch(uri)
    if match is None:
        example = FAMILIES["sagemaker-scikit-learn"].uri(region)
        raise invalid(f"Invalid image URI {uri}. Please provide a valid image path, such as {example}.")
    home = match["region"]
    family = FAMILIES.get(match["repository"])
    if family and match[4] != family.tag:
        raise invalid(f"A rehearsal runs jobs on {family.uri(region)}, got {uri}: it has no interpreter of that tag.")
    if home != region:
        raise invalid(
            f"Unsupported ECR region {home} of {uri}: the image must be in the region of the request, {region}."
        )
    if family and match["owner"] != family.accounts.get(region):
        raise invalid(f"Requested image {uri} not found. The registry of {region} is {family.uri(region)}.")
    return family


def interpreter(environments: Mapping[str, str], uri: str, region: str) -> Path:
    """Return the interpreter that stands for an image; NotRehearsedError where none does."""
    family = check(uri, region)
    if family is None:
        raise NotRehearsedError(_CUSTOM.format(uri=uri))
    python = Path(environments.get(family.environment, ""))
    if not python.is_file():
        raise NotRehearsedError(_ABSENT.format(uri=uri, name=family.environment))
    return python


def repository_arn(uri: str) -> str:
    """Return the ARN of an image's repository, `*` where the address is none of ECR's."""
    match = _URI.fullmatch(uri)
    return f"arn:aws:ecr:{match['region']}:{match['owner']}:repository/{match['repository']}" if match else "*"


_CUSTOM = (
    "NotRehearsed: {uri} is a container of your own, and a rehearsal has no Docker to run it. Its role, network and "
    "inputs were judged; nothing ran, nothing was made, and what needs its output is not reached."
)
_ABSENT = (
    "NotRehearsed: {uri} needs the Python environment '{name}', which is not made: ./trainyard rehearse makes it where "
    "config/ or model.yaml asks for it, .mvn/job-environments.sh does by hand. Nothing ran."
)
