"""What training and processing jobs have in common: a thread, a workspace, states and their events."""

from __future__ import annotations

import contextlib
import logging
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextvars import copy_context
from pathlib import Path
from typing import Any

from trainyard_emulator.jobs.environment import of_child
from trainyard_emulator.jobs.failure import JobFailure
from trainyard_emulator.jobs.run import Child
from trainyard_emulator.jobs.s3 import Bucket
from trainyard_emulator.sagemaker import images, names, role_needs
from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.names import Kind
from trainyard_emulator.sagemaker.role_bucket import role_bucket
from trainyard_emulator.sagemaker.store import Record
from trainyard_emulator.sagemaker.validation import answer
from trainyard_emulator.sagemaker.world import World

ENDED = ("Completed", "Failed", "Stopped")
INTERNAL = "InternalServerError: We encountered an internal error. Please try again."
_log = logging.getLogger(__name__)


class Job:
    """One running job. Its record is what Describe answers."""

    def __init__(self, world: World, kind: Kind, record: Record) -> None:
        self.world = world
        self.kind = kind
        self.record = record
        self.child = Child()
        self.stopping = False
        self.recorded = False
        self.substitution: str | None = None
        self._ended = threading.Event()
        self._stream = f"{record[kind.name_key]}/algo-1-{int(time.time())}"

    @property
    def name(self) -> str:
        """The job's name."""
        return str(self.record[self.kind.name_key])

    @property
    def status(self) -> str:
        """The job's status, as Describe names it."""
        return str(self.record[self.kind.status_key])

    def start(self, work: Work) -> None:
        """Run `work` on a thread of its own, in the account and region of the current request."""
        context = copy_context()
        threading.Thread(target=context.run, args=(self._guarded, work), name=self.name, daemon=True).start()

    def stop(self) -> None:
        """Ask the job to end; one that has ended is refused."""
        if self.status in ENDED:
            raise invalid(f"The request was rejected because the {self.kind.words} is in status {self.status}.")
        self.stopping = True
        self.record[self.kind.status_key] = "Stopping"
        self.child.stop()

    def wait(self, seconds: float) -> bool:
        """Wait until the job has ended; returns whether it has."""
        return self._ended.wait(seconds)

    def log(self, line: str) -> None:
        """Append a line to the job's log stream."""
        self.world.logs.write(f"/aws/sagemaker/{self.kind.name}s", self._stream, [line])

    def announce(self) -> None:
        """Publish the job's state to EventBridge."""
        described = answer(f"Describe{self.kind.name}", self.record)
        self.world.events.publish(self.kind.event, [self.record[self.kind.arn_key]], described)

    def end(self, status: str, reason: str | None = None) -> None:
        """Set the last status; the waiting are woken once the log and the event are out."""
        self.record["LastModifiedTime"] = time.time()
        if reason is not None:
            self.record["FailureReason"] = reason
        self.record[self.kind.status_key] = status
        self.announce()
        self._note(reason)
        self._ended.set()

    def _note(self, reason: str | None) -> None:
        ledger, kind = self.world.ledger, self.kind.name
        if self.recorded and reason:
            ledger.job(self.name, kind, "recorded", reason)
        elif self.substitution:
            ledger.job(self.name, kind, "substituted", "; ".join(filter(None, (self.substitution, reason))))
        else:
            ledger.job(self.name, kind, "executed", reason)

    def check_role(self, image: str, vpc: Mapping[str, Any] | None) -> None:
        """Fail the job whose role cannot bring it up; tell what it would lose in silence."""
        group = f"/aws/sagemaker/{self.kind.name}s"
        self.world.logs.tell_lost(self.record[self.kind.arn_key], self.record["RoleArn"], group, group)
        try:
            role_needs.check_image(self.world.identity, self.record["RoleArn"], image)
            role_needs.check_network(self.world.identity, self.record["RoleArn"], vpc)
        except role_needs.RoleNeedError as missing:
            raise JobFailure(str(missing)) from missing

    def bucket(self) -> Bucket:
        """Return S3 as the job's role sees it."""
        vpc = self.record.get("VpcConfig") or self.record.get("NetworkConfig", {}).get("VpcConfig")
        return role_bucket(self.world, self.record["RoleArn"], self.record[self.kind.arn_key], vpc)

    def python(self, image: str) -> Path:
        """Return the interpreter that stands for the job's image; a job without one ends as recorded."""
        try:
            return images.interpreter(self.world.context.environments, image, names.region())
        except images.NotRehearsedError as error:
            self.recorded = True
            raise JobFailure(str(error)) from error

    def environment(self, bucket: Bucket, scratch: Path, python: Path, *, isolated: bool = False) -> dict[str, str]:
        """Return the base environment of the job's process."""
        return of_child(self.world.context, names.region(), bucket.credentials, scratch, python, isolated=isolated)

    @contextlib.contextmanager
    def workspace(self) -> Iterator[Path]:
        """Make the job's folder below the state directory; it is gone afterwards."""
        parent = self.world.context.state_dir / "jobs"
        parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{self.name[:40]}-", dir=parent))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _guarded(self, work: Work) -> None:
        try:
            work(self)
        except Exception as error:  # a fault of ours must end the job too, and say so
            _log.exception("%s %s", self.kind.words, self.name)
            self.end("Failed", f"{INTERNAL} ({type(error).__name__}: {error})")


type Work = Callable[[Job], None]
