"""Findings that stand, each with its reason: accepted.yaml, the one file of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Finding:
    """What a judge found in a policy."""

    judge: str
    policy: str
    """Logical id of the resource that holds the policy."""
    words: str

    def __str__(self) -> str:
        return f"{self.policy}: {self.judge}: {self.words}"


@dataclass(frozen=True)
class Accepted:
    """Which findings stand: patterns of the policy's logical id and of the whole finding."""

    judge: str
    policy: str
    finding: str
    reason: str

    def covers(self, found: Finding) -> bool:
        """Tell whether this is a finding of that kind."""
        return (
            found.judge == self.judge
            and re.fullmatch(self.policy, found.policy) is not None
            and re.fullmatch(self.finding, found.words, re.DOTALL) is not None
        )


def read(file: Path) -> list[Accepted]:
    """Return the file's entries; a TypeError names a member that none has, or that is missing."""
    return [Accepted(**entry) for entry in yaml.safe_load(file.read_text("utf-8"))]


def differences(found: Iterable[Finding], accepted: Iterable[Accepted]) -> tuple[list[Finding], list[Accepted]]:
    """Return the findings that nobody has answered, and the answers to what nobody finds any more."""
    findings, answers = list(found), list(accepted)
    open_ones = [each for each in findings if not any(answer.covers(each) for answer in answers)]
    stale = [answer for answer in answers if not any(answer.covers(each) for each in findings)]
    return open_ones, stale
