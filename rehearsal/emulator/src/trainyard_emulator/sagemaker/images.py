"""The container images whose package set our interpreter has: any other cannot be run here, and that is said."""

from __future__ import annotations

import re

from trainyard_emulator.sagemaker.errors import invalid

TAG = "1.9-0-cpu-py3"
"""AWS's scikit-learn image that `sagemaker-code/requirements.lock` pins."""

# Source: aws/sagemaker-python-sdk, image_uri_config, as listed in the project's facts.
ACCOUNTS = {
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
_URI = re.compile(r"(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com/([^:@]+)[:@](.+)")


def check(uri: str, region: str) -> None:
    """Refuse an image that AWS would not find, or that we have no interpreter for."""
    expected = f"{ACCOUNTS.get(region, '?')}.dkr.ecr.{region}.amazonaws.com/sagemaker-scikit-learn:{TAG}"
    match = _URI.fullmatch(uri)
    if match is None:
        raise invalid(f"Invalid image URI {uri}. Please provide a valid image path, such as {expected}.")
    owner, home, repository, tag = match.groups()
    if repository != "sagemaker-scikit-learn" or tag != TAG:
        raise invalid(f"A rehearsal runs jobs on {expected} alone, got {uri}: it has no interpreter with its packages.")
    if home != region:
        raise invalid(
            f"Unsupported ECR region {home} of {uri}: the image must be in the region of the request, {region}."
        )
    if owner != ACCOUNTS.get(region):
        raise invalid(f"Requested image {uri} not found. The registry of {region} is {expected}.")
