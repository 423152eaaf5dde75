"""A refusal at the gateway says who may not do what to which resource, as AWS's words do."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from roles import Session, allow, make_role, root_of
from stand_in import DEV, StandIn


def test_names_an_endpoint(stand_in: StandIn) -> None:
    role = make_role(stand_in, DEV, root_of(DEV), allow("sagemaker:DescribeEndpoint"))
    client = Session.of(stand_in, DEV, role).client("sagemaker")

    endpoint = f"arn:aws:sagemaker:us-east-1:{DEV}:endpoint/cars"
    words = f"is not authorized to perform: sagemaker:DeleteEndpoint on resource: {endpoint} because no identity-based"
    with pytest.raises(ClientError, match=words):
        client.delete_endpoint(EndpointName="cars")
