"""A topic that a template makes is as encrypted as one that a call makes."""

from __future__ import annotations

from typing import Any

from stacks import Stack
from stand_in import DEV, StandIn


def of_key(key: str | None, name: str = "Name") -> dict[str, Any]:
    properties = {"DisplayName": name, **({"KmsMasterKeyId": key} if key else {})}
    topic = {"Type": "AWS::SNS::Topic", "Properties": properties}
    return {"Resources": {"T": topic}, "Outputs": {"Arn": {"Value": {"Ref": "T"}}}}


def test_a_templates_topic_keeps_its_key_and_loses_it_with_the_template(stand_in: StandIn) -> None:
    stack, sns = Stack(stand_in), stand_in.client("sns", DEV)
    keys = [stand_in.client("kms", DEV).create_key()["KeyMetadata"]["Arn"] for _ in range(2)]

    def kept() -> str | None:
        found = sns.get_topic_attributes(TopicArn=stack.outputs()["Arn"])["Attributes"].get("KmsMasterKeyId")
        return str(found) if found else None

    assert stack.deploy(of_key(keys[0])) == "CREATE_COMPLETE"
    assert kept() == keys[0]
    assert stack.deploy(of_key(keys[1]), "UPDATE") == "UPDATE_COMPLETE"
    assert kept() == keys[1]
    assert stack.deploy(of_key(None), "UPDATE") == "UPDATE_COMPLETE"
    assert kept() is None
