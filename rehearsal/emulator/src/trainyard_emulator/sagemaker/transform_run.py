"""A transform job's life: the model's server, every file of the input sent to it, every answer kept."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from trainyard_emulator.jobs import archive, batch, s3
from trainyard_emulator.jobs.batch import RecordError
from trainyard_emulator.jobs.failure import JobFailure
from trainyard_emulator.jobs.s3 import Bucket
from trainyard_emulator.jobs.transform_request import DEFAULT_PAYLOAD_MB
from trainyard_emulator.sagemaker import transform_server
from trainyard_emulator.sagemaker.job import Job
from trainyard_emulator.sagemaker.names import TRANSFORM_JOB
from trainyard_emulator.sagemaker.store import Record
from trainyard_emulator.sagemaker.transform_server import Client, RefusedError, Server
from trainyard_emulator.sagemaker.world import World
from trainyard_emulator.serving.hosts import UnhealthyError

_SEE_LOG = "{whose}: See job logs for more information"


class TransformJob(Job):
    """One transform job; a file that fails leaves no output, the others do, and the job fails.

    Source: developer guide, Use Batch Transform. The words of the log are those in
    aws/sagemaker-tensorflow-serving-container#93.
    """

    def __init__(self, world: World, record: Record, model: Record) -> None:
        super().__init__(world, TRANSFORM_JOB, record)
        self._model = model
        self._client = Client(record)
        self._input = record["TransformInput"]
        self._output = record["TransformOutput"]
        self._place = str(self._input["DataSource"]["S3DataSource"]["S3Uri"])

    def stop(self) -> None:
        """End the server with what it is at."""
        super().stop()
        self._client.stop()

    def work(self) -> None:
        """Run to the end."""
        try:
            with self.workspace() as folder:
                failed = self._transform(folder)
            status, reason = ("Failed", failed) if failed else ("Completed", None)
        except JobFailure as failure:
            status, reason = "Failed", str(failure)
        self.record["TransformEndTime"] = time.time()
        self.end("Stopped" if self.stopping else status, None if self.stopping else reason)

    def _transform(self, folder: Path) -> str | None:
        """Transform every file; returns what went wrong with one of them."""
        container = transform_server.container(self._model, self.record)
        self.check_role(container["Image"], self._model.get("VpcConfig"))
        bucket = self.bucket()
        bucket.download(self._place, folder / "input")
        self.python(container["Image"])
        (folder / "server").mkdir()
        self._start(Server(self.world, self.name, {"VariantName": "batch"}, container, bucket, folder / "server", self))
        try:
            self.record["TransformStartTime"] = time.time()
            files = [path for path in sorted((folder / "input").rglob("*")) if path.is_file()]
            reasons = [self._file(bucket, path, path.relative_to(folder / "input")) for path in files]
        finally:
            self._client.stop()
        return next(filter(None, reasons), None)

    def _start(self, server: Server) -> None:
        try:
            self._client.start(server)
        except (UnhealthyError, OSError, archive.TarError) as error:
            self.log(f"{type(error).__name__}: {error}")
            raise JobFailure(_SEE_LOG.format(whose="AlgorithmError")) from error

    def _file(self, bucket: Bucket, path: Path, name: Path) -> str | None:
        try:
            content = self._answers(path.read_bytes())
        except (RecordError, RefusedError) as error:
            for line in str(error).splitlines():
                self.log(f"{s3.split(self._place)[0]}/{name}: {line}")
            return _SEE_LOG.format(whose=getattr(error, "whose", "ClientError"))
        path.write_bytes(content)
        bucket.put(path, f"{self._output['S3OutputPath'].rstrip('/')}/{name}.out", self._output.get("KmsKeyId"))
        return None

    def _answers(self, content: bytes) -> bytes:
        bodies = batch.requests(
            content,
            by_line=self._input.get("SplitType") == "Line",
            one_each=self.record.get("BatchStrategy") == "SingleRecord",
            limit=self.record.get("MaxPayloadInMB", DEFAULT_PAYLOAD_MB) * batch.MEGABYTE,
        )
        with ThreadPoolExecutor(transform_server.concurrency(self.record)) as pool:
            answers = list(pool.map(self._answer, bodies))
        return batch.assembled(answers, by_line=self._output.get("AssembleWith") == "Line")

    def _answer(self, body: bytes) -> bytes:
        answer = self._client.ask(body)
        if self.record.get("DataProcessing", {}).get("JoinSource") == "Input":
            return batch.joined(body, answer, self._input["ContentType"])
        return answer
