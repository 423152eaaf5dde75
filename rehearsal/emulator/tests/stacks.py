"""Deploying templates as the pipeline does: by change sets."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from stand_in import DEV, StandIn


@dataclass
class Stack:
    """A stack of the dev account, under a name of its own."""

    stand_in: StandIn
    name: str = field(default_factory=lambda: f"stack-{uuid.uuid4().hex[:10]}")
    role: str = ""
    """In whose name it is made, by ARN; the caller's own where it is empty."""

    @property
    def client(self) -> Any:
        return self.stand_in.client("cloudformation", DEV)

    def change(self, template: dict[str, Any], kind: str) -> dict[str, Any]:
        """Make a change set and return its description once it is made."""
        identifier = self.client.create_change_set(
            StackName=self.name,
            ChangeSetName=f"c{uuid.uuid4().hex}",
            ChangeSetType=kind,
            TemplateBody=json.dumps(template),
            Capabilities=["CAPABILITY_NAMED_IAM"],
            **({"RoleARN": self.role} if self.role else {}),
        )["Id"]
        described: dict[str, Any] = self.client.describe_change_set(ChangeSetName=identifier)
        return described

    def deploy(self, template: dict[str, Any], kind: str = "CREATE") -> str:
        """Make a change set, execute it, and return the stack's status when it rests."""
        change = self.change(template, kind)
        if change["Status"] == "FAILED":
            return str(change["StatusReason"])
        self.client.execute_change_set(ChangeSetName=change["ChangeSetId"])
        return self.rest()

    def delete(self) -> str:
        identifier = self.describe()["StackId"]
        self.client.delete_stack(StackName=self.name)
        return self.rest(identifier)

    def rest(self, identifier: str = "") -> str:
        """Return the stack's status when it is no more under way."""
        for _ in range(300):
            status = str(self.describe(identifier)["StackStatus"])
            if not status.endswith("IN_PROGRESS"):
                return status
        raise AssertionError(status)

    def describe(self, identifier: str = "") -> dict[str, Any]:
        """Describe the stack; a deleted one is only found by its identifier."""
        found: dict[str, Any] = self.client.describe_stacks(StackName=identifier or self.name)["Stacks"][0]
        return found

    def outputs(self) -> dict[str, str]:
        return {output["OutputKey"]: output["OutputValue"] for output in self.describe().get("Outputs", [])}

    def reasons(self) -> str:
        events = self.client.describe_stack_events(StackName=self.name)["StackEvents"]
        return "\n".join(event.get("ResourceStatusReason", "") for event in events)
