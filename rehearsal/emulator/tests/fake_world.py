"""A world around SageMaker for tests without a stand-in: everything allowed unless said, all that happens kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trainyard_emulator.context import Context
from trainyard_emulator.identity.sessions import Asked, NotTrustedError
from trainyard_emulator.sagemaker.world import JobState, World


@dataclass(frozen=True)
class Verdict:
    allowed: bool
    refusal: str


@dataclass
class FakeIdentity:
    denied: set[str] = field(default_factory=set)
    denied_to: dict[str, set[str]] = field(default_factory=dict)
    trusted: bool = True
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def caller(self) -> str:
        return "arn:aws:iam::222222222222:role/caller"

    def judge(self, principal: str, action: str, resource: str, context: Mapping[str, str]) -> Verdict:
        self.asked.append((action, resource, dict(context)))
        refusal = f"User: {principal} is not authorized to perform: {action} on resource: {resource}"
        return Verdict(action not in self.denied | self.denied_to.get(principal, set()), refusal)

    def session(self, asked: Asked, role_arn: str, name: str) -> Mapping[str, str]:
        if not self.trusted:
            raise NotTrustedError(role_arn)
        return {"AccessKeyId": "222222222222", "SecretAccessKey": "x", "SessionToken": "y"}


@dataclass
class FakeLogs:
    lines: dict[str, list[str]] = field(default_factory=dict)

    def tell_lost(self, source: str, role: str, group: str, metrics: str) -> None:
        return

    def write(self, group: str, stream: str, lines: Sequence[str]) -> None:
        self.lines.setdefault(group, []).extend(lines)


@dataclass
class FakeEvents:
    published: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    def publish(self, detail_type: str, resources: Sequence[str], detail: Mapping[str, Any]) -> None:
        self.published.append((detail_type, detail))


class FakeMetrics:
    def put(
        self, namespace: str, dimensions: Mapping[str, str], values: Mapping[str, float], *further: Mapping[str, str]
    ) -> None:
        return


class FakeLedger:
    def job(self, name: str, kind: str, state: JobState, reason: str | None) -> None:
        return


@dataclass
class FakeAlarms:
    states: dict[str, str] = field(default_factory=dict)

    def state(self, name: str) -> str | None:
        return self.states.get(name)


@dataclass
class FakeScaling:
    variants: set[str] = field(default_factory=set)

    def registered(self, endpoint: str) -> set[str]:
        return self.variants

    def arn(self, endpoint: str, variant: str) -> str:
        return f"arn:aws:application-autoscaling:::scalable-target/{variant}"

    def condition_keys(self) -> Mapping[str, str]:
        return {}

    def forget(self, endpoint: str) -> None:
        self.variants.clear()


def context(state_dir: Path) -> Context:
    return Context(
        state_dir=state_dir,
        endpoint="https://127.0.0.1:1",
        region="us-east-1",
        token="secret",
        wait_scale=0.05,
        tools_account="111111111111",
        certificate=state_dir / "server.crt",
        ca_bundle=state_dir / "ca-bundle.pem",
        trust_store=state_dir / "trust.p12",
        environments={"ml": "/usr/bin/python3"},
        relaxed=False,
        java_home=Path("/opt/java"),
        ric_classpath="/opt/ric/*",
        node_path="",
        linter=Path("/lint"),
    )


def fake_world(state_dir: Path, identity: FakeIdentity | None = None) -> World:
    return World(
        context(state_dir),
        identity or FakeIdentity(),
        FakeLogs(),
        FakeEvents(),
        FakeMetrics(),
        FakeLedger(),
        FakeAlarms(),
        FakeScaling(),
    )
