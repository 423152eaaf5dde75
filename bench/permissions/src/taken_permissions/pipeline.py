"""The pipeline, run once more up to the stage: the builds' own artifacts stand for Build, all else runs."""

from __future__ import annotations

import subprocess
from pathlib import Path

from taken_permissions.kept import Kept


class Pipeline:
    """The pipeline of a kept rehearsal."""

    def __init__(self, kept: Kept, root: Path, app: str, stage: str) -> None:
        self._root = root
        self._stage = stage
        self._saved = root / ".trainyard" / "bench" / "permissions"
        self._kept = kept
        self._app = app

    def run(self) -> tuple[bool, str]:
        """Run it; returns whether it succeeded, and what it said."""
        if not self._saved.exists():
            self._save()
        command = ["./trainyard", "rehearse", "--keep", "--approve", "--until", self._stage]
        command += ["--saved-artifacts", str(self._saved), "--report", str(self._saved / "report.html")]
        ended = subprocess.run(command, cwd=self._root, capture_output=True, text=True, check=False)
        return ended.returncode == 0, ended.stdout + ended.stderr

    def _save(self) -> None:
        """Fetch what Build wrote, as the record of its action says."""
        told = self._kept.client("codepipeline", self._kept.tools).list_action_executions(pipelineName=self._app)
        runs = (one for one in told["actionExecutionDetails"] if one["stageName"] == "Build")
        built = next(one for one in runs if one["status"] == "Succeeded")
        folder = self._saved / "Build" / built["actionName"]
        folder.mkdir(parents=True)
        for artifact in built["output"]["outputArtifacts"]:
            place = artifact["s3location"]
            file = str(folder / f"{artifact['name']}.zip")
            self._kept.client("s3", self._kept.tools).download_file(place["bucket"], place["key"], file)
