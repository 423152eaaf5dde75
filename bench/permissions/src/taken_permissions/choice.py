"""What may be taken: each action that a role has used or a resource's policy has let in, and which run asks again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

type Unit = Literal["workflow", "pipeline", "deployment", "occasions"]
type Kind = Literal["inline", "administrator", "resource"]

# AWS goes on without these: it leaves logs and metrics out, in silence (identity/lost_logs.py names the source).
SILENT = frozenset({"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "cloudwatch:PutMetricData"})
# Of a job's volume AWS takes the role's leave or the caller's, and the project's roles both have it.
EITHER = frozenset({"kms:CreateGrant"})
MADE = "sns:CreateTopic"
"""What the deployment of one more topic asks of CloudFormation's execution role, which may do everything."""
_ADMINISTRATOR = "policy/AdministratorAccess"

_UNITS: dict[str, Unit] = {
    "WorkflowMachineRole": "workflow",
    "DatasetHashRole": "workflow",
    "GateRole": "workflow",
    "SageMakerJobsRole": "workflow",
    "SageMakerServingRole": "workflow",
    "WithdrawalMachine": "occasions",
    "BatchMachineRole": "occasions",
    "bench-schedule": "occasions",
}


@dataclass(frozen=True)
class Grant:
    """One action that one role, or one resource's policy, has allowed."""

    holder: str
    """ARN of the role, or of the resource whose own policy it is."""
    action: str
    others: frozenset[str]
    """All that the role has used, or that was done to the resource."""
    account: str
    unit: Unit
    kind: Kind = "inline"
    to: str = ""
    """Whom a resource's policy lets in: AWS (roles and accounts), or a service's principal."""

    @property
    def name(self) -> str:
        """Return the role's name, or the resource's ARN."""
        return self.holder if self.kind == "resource" else self.holder.rsplit("/", 1)[-1]


def used(calls: Iterable[Mapping[str, Any]]) -> list[Grant]:
    """Return what roles did by leave of an inline policy of theirs, or of everything, role by role."""
    by_role: dict[str, set[str]] = {}
    for call in calls:
        if call["decision"] == "allowed":
            by_role.setdefault(call["principal"], set()).add(call["action"])
    found = []
    for role, action, kind in sorted({leave for call in calls for leave in _leaves(call)}):
        unit = "deployment" if kind == "administrator" else _unit(role)
        found.append(Grant(role, action, frozenset(by_role[role]), role.split(":")[4], unit, kind))
    return found


def _leaves(call: Mapping[str, Any]) -> set[tuple[str, str, Kind]]:
    own = (call["principal"], call["action"])
    found: set[tuple[str, str, Kind]] = set()
    for leave in call["allowedBy"]:
        if leave["kind"] == "inline":
            found.add((*own, "inline"))
        elif leave["kind"] == "managed" and leave["policy"].endswith(_ADMINISTRATOR) and call["action"] == MADE:
            found.add((*own, "administrator"))
    return found


def _unit(role: str) -> Unit:
    return next((unit for part, unit in _UNITS.items() if part in role), "pipeline")
