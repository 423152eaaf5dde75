"""A copy of the repository in which one rehearsal after the other is kept, looked at, and ended."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from trainyard_examples import examples
from trainyard_examples.clone import Clone

from trainyard_faults.aftermath import Found, problems
from trainyard_faults.matrix import Case
from trainyard_faults.stage import Stage

_EDIT = ("instanceCount: 1", "instanceCount: 2")
"""Changes the state machine, which CloudFormation updates, and what serves."""


@dataclass(frozen=True)
class Row:
    """What came of one case."""

    case: Case
    seconds: float
    strikes: dict[str, int]
    problems: list[str]

    @property
    def line(self) -> str:
        """Return it for a table; a ✗ has its reasons behind it."""
        struck = ", ".join(f"{name} x{count}" for name, count in self.strikes.items())
        mark = "✗ " + "; ".join(self.problems) if self.problems else "✓"
        return f"{self.case.config}: {self.case.outcome} in {self.seconds:.0f} s under {struck} {mark}"


class Workshop:
    """Runs cases in one copy."""

    def __init__(self, root: Path, clone: Clone) -> None:
        self._root = root
        self._clone = clone
        self._config = clone.directory / "config"

    def rehearse(self, case: Case) -> Row:
        """Run one case and look at what it left; the stand-in is ended."""
        stage = self._configure(case)
        began = time.monotonic()
        try:
            before = self._served_before(case, stage) if case.serves_before else ""
            log = self._clone.rehearse(
                case.label, "--keep", "--until", stage, "--fault", ",".join(case.faults)
            ).read_text()
            found = self._look(stage, log, before)
        finally:
            subprocess.run(["./trainyard", "stop"], cwd=self._clone.directory, capture_output=True, check=False)
        return Row(case, time.monotonic() - began, found.strikes, problems(case, found))

    def _configure(self, case: Case) -> str:
        """Write the case's config; returns its last stage."""
        shutil.rmtree(self._config / "stages")
        shutil.copytree(self._root / "config" / "stages", self._config / "stages")
        shutil.copy(self._root / "config" / "pipeline.yaml", self._config)
        if case.example is None:
            return "dev"
        directory = self._root / "config" / "examples"
        examples.write(directory, examples.stages_for(directory, case.example), self._config)
        return case.example

    def _served_before(self, case: Case, stage: str) -> str:
        """Bring the stage up in fair weather, then edit its config; returns the endpoint's configuration."""
        code = self._clone.rehearse(f"{case.label}-before", "--keep", "--until", stage).read_text().split()[-1]
        if code != "0":
            raise RuntimeError(f"{case.label}: the stage did not come up, exit code {code}")
        file = self._config / "stages" / f"{stage}.yaml"
        file.write_text(file.read_text().replace(*_EDIT))
        return self._stage(stage).served()[1]

    def _look(self, name: str, log: str, before: str) -> Found:
        stage, code = self._stage(name), int(log.split()[-1])
        return Found(
            exit_code=code,
            log=log,
            strikes=stage.strikes(),
            approvals=stage.approvals(),
            served=stage.served(),
            answers=stage.answers(),
            lock_holders=stage.lock_holders(),
            told=code == 1 and stage.told(),
            stacks=stage.stacks(),
            before=before,
        )

    def _stage(self, name: str) -> Stage:
        pipeline = _read(self._config / "pipeline.yaml")
        account = str(_read(self._config / "stages" / f"{name}.yaml")["account"])
        kept = self._clone.directory / ".trainyard" / "rehearsal"
        return Stage.of(kept, pipeline["app"], name, account, str(pipeline["account"]))


def _read(file: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(file.read_text())
    return content
