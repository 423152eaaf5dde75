"""Calls of MiniStack's own EC2 API, for the adapters over it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ministack.services import ec2

from trainyard_emulator import seams
from trainyard_emulator.cloudformation.registry import Properties

seams.require(ec2, "_ACTION_MAP")


class Ec2Error(ValueError):
    """EC2 refused; the message is its own."""


def call(action: str, **parameters: Any) -> Callable[[str], str]:
    """Make one call; the answer is read by the name of an XML element, an Ec2Error says what is wrong."""
    operation = seams.entry(ec2._ACTION_MAP, action, "ec2._ACTION_MAP")
    status, _, body = operation({name: str(value) for name, value in parameters.items() if value is not None})
    text = body.decode() if isinstance(body, bytes) else body
    if status >= 300:
        raise Ec2Error(_element(text, "Message"))
    return lambda name: _element(text, name)


def _element(text: str, name: str) -> str:
    found = re.search(f"<{name}>([^<]*)</{name}>", text)
    if not found:
        raise Ec2Error(f"no {name} in {text}")
    return found.group(1)


def tags(kind: str, properties: Properties) -> dict[str, str]:
    """Return the template's tags as a TagSpecification of one kind of resource."""
    found = {
        f"TagSpecification.1.Tag.{number}.{part}": str(tag[part])
        for number, tag in enumerate(properties.get("Tags") or [], 1)
        for part in ("Key", "Value")
    }
    return {"TagSpecification.1.ResourceType": kind, **found} if found else {}


def retag(identifier: str, old: Properties, new: Properties) -> None:
    """Bring a resource's tags from those of one version of the template to those of the next."""
    before, after = ({tag["Key"]: tag["Value"] for tag in version.get("Tags") or []} for version in (old, new))
    gone = [key for key in before if key not in after]
    if gone:
        named = {f"Tag.{number}.Key": key for number, key in enumerate(gone, 1)}
        call("DeleteTags", **{"ResourceId.1": identifier, **named})
    if after:
        set_to = {
            f"Tag.{number}.{part}": value
            for number, tag in enumerate(after.items(), 1)
            for part, value in zip(("Key", "Value"), tag, strict=True)
        }
        call("CreateTags", **{"ResourceId.1": identifier, **set_to})
