"""A copy of the repository, built once, whose config is another for each rehearsal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

_UNTESTED = ("-q", "-DskipTests", "-Dmaven.test.skip", "-Denforcer.skip")


@dataclass(frozen=True)
class Clone:
    """The tracked files of a repository, with their edits."""

    directory: Path

    @staticmethod
    def of(root: Path, directory: Path) -> Clone:
        """Copy them; what is installed once for the repository needs no second download."""
        shutil.rmtree(directory, ignore_errors=True)
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True).stdout
        for name in filter(None, listed.split("\0")):
            if (root / name).is_file():
                (directory / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / name, directory / name)
        (directory / ".trainyard").mkdir()
        for packages in (root / ".trainyard").glob("npm-*"):
            (directory / ".trainyard" / packages.name).symlink_to(packages)
        return Clone(directory)

    def build(self) -> None:
        """Make what the pipeline's Build makes, without tests; the accounts are placeholders, as in a rehearsal."""
        self._do("sh", "pipeline/build.sh", *_UNTESTED, AWS_ENDPOINT_URL="http://127.0.0.1:1")

    def rehearse(self, stage: str, *options: str) -> Path:
        """Synthesize the config as it is now, rehearse all of it; returns the log, its last line the exit code."""
        saved = self.directory / "target" / "saved" / "Build" / "Build"
        self._do("sh", "pipeline/synth.sh", CDK_OUTDIR=str(self.directory / "target" / "assembly"))
        kit = self.directory / "pipeline" / "target" / "kit"
        shutil.rmtree(kit / "config")
        (kit / "config").mkdir()
        shutil.copy(self.directory / "config" / "pipeline.yaml", kit / "config")
        shutil.copytree(self.directory / "config" / "stages", kit / "config" / "stages")
        _zip(self.directory / "target" / "assembly", saved / "Build_Output.zip")
        _zip(kit, saved / "Build_pipeline_target_kit.zip")
        return self._rehearsal(stage, saved.parents[1], *options)

    def _rehearsal(self, stage: str, saved: Path, *options: str) -> Path:
        log = self.directory / "target" / f"{stage}.log"
        report = self.directory / "target" / f"{stage}.html"
        command = ["./trainyard", "rehearse", "--approve", "--saved-artifacts", str(saved), *options]
        with log.open("w") as output:
            ended = subprocess.run(
                [*command, "--report", str(report)], cwd=self.directory, stdout=output, stderr=output, check=False
            )
            output.write(f"\n{ended.returncode}\n")
        return log

    def _do(self, *command: str, **environment: str) -> None:
        ended = subprocess.run(
            command, cwd=self.directory, env=os.environ | environment, capture_output=True, text=True, check=False
        )
        if ended.returncode:
            sys.exit(f"{' '.join(command)} ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}")


def _zip(directory: Path, archive: Path) -> None:
    """Pack a directory with the modes of its files."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED, strict_timestamps=False) as packed:
        for file in sorted(directory.rglob("*")):
            if file.is_file():
                packed.write(file, file.relative_to(directory))
