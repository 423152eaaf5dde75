"""What SageMaker needs of the rest of the stand-in, as small protocols: tests give their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from trainyard_emulator.context import Context
from trainyard_emulator.identity.sessions import Asked
from trainyard_emulator.sagemaker.errors import denied

type JobState = Literal["executed", "substituted", "recorded"]
SERVICE = "sagemaker.amazonaws.com"


class Decision(Protocol):
    """What IAM says."""

    @property
    def allowed(self) -> bool:
        """Whether the action may be done."""

    @property
    def refusal(self) -> str:
        """AWS's words for a refusal: who, what, on what."""


class Identity(Protocol):
    """Who calls, what they may do, and sessions of service roles."""

    def caller(self) -> str:
        """Return the ARN of the principal behind the current request."""

    def judge(self, principal: str, action: str, resource: str, context: Mapping[str, str]) -> Decision:
        """Tell whether a principal may do an action on a resource."""

    def session(self, asked: Asked, role_arn: str, name: str) -> Mapping[str, str]:
        """Return a session's credentials as sts:AssumeRole names them; NotTrustedError if the service may not."""


class Logs(Protocol):
    """CloudWatch Logs in the account and region of the current request."""

    def tell_lost(self, source: str, role: str, group: str, metrics: str) -> None:
        """Tell what AWS would lose of a job or endpoint: its role may not write logs, or metrics of a namespace."""

    def write(self, group: str, stream: str, lines: Sequence[str]) -> None:
        """Append lines; group and stream are made where they are missing."""


class Events(Protocol):
    """EventBridge's default bus in the account and region of the current request."""

    def publish(self, detail_type: str, resources: Sequence[str], detail: Mapping[str, Any]) -> None:
        """Put an event of source aws.sagemaker."""


class Metrics(Protocol):
    """CloudWatch's metrics in the account and region of the current request."""

    def put(
        self, namespace: str, dimensions: Mapping[str, str], values: Mapping[str, float], *further: Mapping[str, str]
    ) -> None:
        """Add one value to each metric, under `further` dimensions too; alarms are evaluated once."""


class Alarms(Protocol):
    """CloudWatch's alarms in the account and region of the current request."""

    def state(self, name: str) -> str | None:
        """Return an alarm's state (OK, ALARM, INSUFFICIENT_DATA); None where there is no such alarm."""


class Scaling(Protocol):
    """Application Auto Scaling's targets in the account and region of the current request."""

    def registered(self, endpoint: str) -> set[str]:
        """Return the names of an endpoint's registered variants."""

    def arn(self, endpoint: str, variant: str) -> str:
        """Return a registered variant's scalable target."""

    def condition_keys(self) -> Mapping[str, str]:
        """Return the condition keys of what is done to a target."""

    def forget(self, endpoint: str) -> None:
        """Deregister an endpoint's variants."""


class Ledger(Protocol):
    """Where it is kept what became of a job."""

    def job(self, name: str, kind: str, state: JobState, reason: str | None) -> None:
        """Keep an ended job: run (its FailureReason, if any), run in another way (how), or judged only (why)."""


@dataclass(frozen=True)
class World:
    """The stand-in around SageMaker."""

    context: Context
    identity: Identity
    logs: Logs
    events: Events
    metrics: Metrics
    ledger: Ledger
    alarms: Alarms
    scaling: Scaling

    def authorize(self, action: str, resource: str, context: Mapping[str, str] | None = None) -> None:
        """Refuse what the current caller may not do."""
        decision = self.identity.judge(self.identity.caller(), action, resource, context or {})
        if not decision.allowed:
            raise denied(decision.refusal)

    def authorize_pass_role(self, role_arn: str) -> None:
        """Refuse a role that the caller may not hand to SageMaker."""
        self.authorize("iam:PassRole", role_arn, {"iam:PassedToService": SERVICE})

    def session(self, role_arn: str, name: str, source: str) -> Mapping[str, str]:
        """Return credentials of a role that trusts SageMaker, for the job, model or endpoint whose ARN is `source`.

        NotTrustedError where it does not.
        """
        return self.identity.session(Asked(SERVICE, source), role_arn, name)
