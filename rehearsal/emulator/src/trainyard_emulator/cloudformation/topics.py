"""A topic made by CloudFormation keeps its key, which MiniStack's handler drops: who publishes needs the key too.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html and
https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html (what a publisher needs)
"""

from __future__ import annotations

from typing import Any

from ministack.services import sns
from ministack.services.cloudformation import provisioners

from trainyard_emulator import seams
from trainyard_emulator.cloudformation.registry import Properties
from trainyard_emulator.context import Context


def install(_context: Context) -> None:
    """Stand behind the type's create and update."""
    seams.require(sns, "_topics")
    handlers = seams.entry(provisioners._RESOURCE_HANDLERS, "AWS::SNS::Topic", "provisioners._RESOURCE_HANDLERS")
    for verb, place in (("create", 1), ("update", 2)):
        original = seams.entry(handlers, verb, "provisioners._RESOURCE_HANDLERS['AWS::SNS::Topic']")
        handlers[verb] = _keeping_key(original, place)


def _keeping_key(original: Any, place: int) -> Any:
    """`place` is that of the topic's properties, as they are to be, among the arguments."""

    def handle(*arguments: Any, **named: Any) -> Any:
        answer = original(*arguments, **named)
        arn = answer[0] if isinstance(answer, tuple) else arguments[0]
        _keep(arn, arguments[place])
        return answer

    return handle


def _keep(arn: str, properties: Properties) -> None:
    attributes: dict[str, Any] = sns._topics[arn]["attributes"]
    attributes.pop("KmsMasterKeyId", None)
    if key := properties.get("KmsMasterKeyId"):
        attributes["KmsMasterKeyId"] = key
