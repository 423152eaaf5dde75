"""/opt/ml/checkpoints, kept in S3 while a script writes it, and back again before it starts anew.

AWS copies "continuously" and says no more (developer guide, Checkpoints in SageMaker); here a file is copied once it
has stayed the same for a moment, and all of them once more when the process has ended.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path

from trainyard_emulator.jobs.failure import JobFailure
from trainyard_emulator.jobs.s3 import Bucket

LOOK_SECONDS = 0.02
DEFAULT_PATH = "/opt/ml/checkpoints"

type _Seen = dict[Path, tuple[int, int]]


@dataclass
class Checkpoints:
    """The checkpoints of one attempt of a job; `on_kept` is called whenever one more is in S3.

    `on_trouble` is called where one cannot be written: whoever writes them had better end.
    """

    bucket: Bucket
    folder: Path
    uri: str
    on_kept: Callable[[], None] = lambda: None
    on_trouble: Callable[[], object] = lambda: None
    _seen: _Seen = field(default_factory=dict)
    _kept: _Seen = field(default_factory=dict)
    _trouble: JobFailure | None = None

    def restore(self) -> None:
        """Fetch what an earlier attempt, or an earlier job, has left."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.bucket.download(self.uri, self.folder, required=False)
        self._kept = self._files()

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Copy what is written meanwhile, and all of it at the end; JobFailure where the role may not."""
        ended = threading.Event()
        copying = threading.Thread(target=copy_context().run, args=(self._copy_until, ended), daemon=True)
        copying.start()
        try:
            yield
        finally:
            ended.set()
            copying.join()
            if not self._trouble:
                self._copy(self._files())
        if self._trouble:
            raise self._trouble

    def _copy_until(self, ended: threading.Event) -> None:
        try:
            while not ended.wait(LOOK_SECONDS):
                before, self._seen = self._seen, self._files()
                unchanged = {path: state for path, state in self._seen.items() if before.get(path) == state}
                if self._copy({path: state for path, state in unchanged.items() if not _is_unfinished(path)}):
                    self.on_kept()
        except JobFailure as failed:
            self._trouble = failed
            self.on_trouble()

    def _copy(self, files: _Seen) -> bool:
        changed = {path: state for path, state in files.items() if self._kept.get(path) != state}
        for path, state in sorted(changed.items()):
            with contextlib.suppress(FileNotFoundError):  # replaced or removed since we looked
                self.bucket.put(path, f"{self.uri.rstrip('/')}/{path.relative_to(self.folder)}")
                self._kept[path] = state
        return bool(changed)

    def _files(self) -> _Seen:
        found: _Seen = {}
        for path in self.folder.rglob("*"):
            with contextlib.suppress(FileNotFoundError):
                if path.is_file():
                    status = path.stat()
                    found[path] = (status.st_mtime_ns, status.st_size)
        return found


def _is_unfinished(path: Path) -> bool:
    return path.name.startswith(".") or path.suffix == ".tmp"
