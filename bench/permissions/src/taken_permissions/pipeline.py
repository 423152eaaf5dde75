"""The pipeline, run once more up to the stage: the builds' own artifacts stand for Build, all else runs."""

from __future__ import annotations

import json
import subprocess
import zipfile
from fnmatch import fnmatchcase
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
        return self._with(self.artifacts())

    def _with(self, saved: Path) -> tuple[bool, str]:
        command = ["./trainyard", "rehearse", "--keep", "--approve", "--until", self._stage]
        command += ["--saved-artifacts", str(saved), "--report", str(self._saved / "report.html")]
        ended = subprocess.run(command, cwd=self._root, capture_output=True, text=True, check=False)
        return ended.returncode == 0, ended.stdout + ended.stderr

    def artifacts(self) -> Path:
        """Fetch what Build wrote, as the record of its action says, the first time; returns where it is."""
        if self._saved.exists():
            return self._saved
        told = self._kept.client("codepipeline", self._kept.tools).list_action_executions(pipelineName=self._app)
        runs = (one for one in told["actionExecutionDetails"] if one["stageName"] == "Build")
        built = next(one for one in runs if one["status"] == "Succeeded")
        folder = self._saved / "Build" / built["actionName"]
        folder.mkdir(parents=True)
        for artifact in built["output"]["outputArtifacts"]:
            place = artifact["s3location"]
            file = str(folder / f"{artifact['name']}.zip")
            self._kept.client("s3", self._kept.tools).download_file(place["bucket"], place["key"], file)
        return self._saved


class Deployment(Pipeline):
    """The pipeline with a template of the stage's that has one more topic."""

    def run(self) -> tuple[bool, str]:
        """Run it; returns whether it succeeded, and what it said. The topic stays where it could be made."""
        saved = self.artifacts()
        changed = saved.with_name("permissions-changed")
        for file in saved.glob("Build/*/*.zip"):
            copy = changed / file.relative_to(saved)
            copy.parent.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
                for entry in old.infolist():
                    new.writestr(entry, self._changed(entry.filename, old.read(entry)))
        return self._with(changed)

    def _changed(self, name: str, content: bytes) -> bytes:
        if not fnmatchcase(name, f"*{self._stage}/*{self._stage}data*.template.json"):
            return content
        template = json.loads(content)
        template["Resources"]["OneMore"] = {"Type": "AWS::SNS::Topic"}
        return json.dumps(template).encode()
