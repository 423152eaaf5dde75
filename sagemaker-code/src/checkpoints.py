"""What a training has done so far, so that one that was interrupted does only the rest.

SageMaker keeps /opt/ml/checkpoints in S3 while the job runs and fills it again before a spot job's next attempt. Files
are written whole or not at all: under a name that ends in .sagemaker-ignore, which is not copied (as AWS's XGBoost
container does, sagemaker_xgboost_container/checkpointing.py), then renamed. They are in a folder of their training's
own, for the jobs of one tuning job may share a place in S3. A damaged one is not used.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

DIRECTORY = "checkpoints"
_UNFINISHED = ".sagemaker-ignore"


class Checkpoints:
    """Arrays by name, in one directory; `identity` says which training they belong to."""

    def __init__(self, directory: Path, identity: str) -> None:
        self._directory = directory / identity[:16]
        self._identity = identity

    def once(self, name: str, compute: Callable[[], np.ndarray]) -> np.ndarray:
        """What was computed under this name before, else compute and keep it."""
        found = self._read(name)
        if found is not None:
            print(f"train: {name}: from the checkpoint")
            return found
        computed = compute()
        self._write(name, computed)
        return computed

    def _read(self, name: str) -> np.ndarray | None:
        try:
            head, _, content = (self._directory / name).read_bytes().partition(b"\n")
            said = json.loads(head)
        except FileNotFoundError:
            return None
        except ValueError:
            said, content = None, b""
        if said != self._head(content):
            print(f"train: {name}: a damaged checkpoint: not used")
            return None
        found: np.ndarray = np.load(io.BytesIO(content), allow_pickle=False)
        return found

    def _write(self, name: str, value: np.ndarray) -> None:
        content = io.BytesIO()
        np.save(content, value, allow_pickle=False)
        head = json.dumps(self._head(content.getvalue())).encode()
        self._directory.mkdir(parents=True, exist_ok=True)
        unfinished = self._directory / f".{name}{_UNFINISHED}"
        with unfinished.open("wb") as file:
            file.write(head + b"\n" + content.getvalue())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self._directory / name)

    def _head(self, content: bytes) -> dict[str, str]:
        return {"training": self._identity, "sha256": hashlib.sha256(content).hexdigest()}
