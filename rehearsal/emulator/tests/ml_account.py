"""An account with what ML jobs need: a bucket, a role, code, and short ways to run them."""

from __future__ import annotations

import io
import tarfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from roles import allow, make_role, service
from stand_in import StandIn

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3"
RESOURCES = {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 1}
PULL = allow(
    [
        "ecr:GetAuthorizationToken",
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
    ]
)
_WAIT_SECONDS = 30


def unique(prefix: str) -> str:
    return f"{prefix}-{uuid.uuid4().hex[:8]}"


def archive(**files: str) -> bytes:
    """Return a gzipped tar; `train="…"` becomes train.py, a name with a suffix stays."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(name if "." in name else f"{name}.py")
            entry.size = len(text.encode())
            tar.addfile(entry, io.BytesIO(text.encode()))
    return buffer.getvalue()


def until[T](ask: Callable[[], T], done: Callable[[T], bool]) -> T:
    """Ask until the answer is the wanted one, or fail with the last answer."""
    deadline = time.monotonic() + _WAIT_SECONDS
    while not done(answer := ask()):
        assert time.monotonic() < deadline, answer
        time.sleep(0.03)
    return answer


@dataclass(frozen=True)
class MlAccount:
    """One bucket and one role for SageMaker in an account."""

    stand_in: StandIn
    account: str
    bucket: str
    role: str

    @staticmethod
    def made(stand_in: StandIn, account: str, *statements: dict[str, Any]) -> MlAccount:
        """Make bucket and role; without statements the role may do all in S3. It may always pull images."""
        bucket = unique("ml")
        stand_in.client("s3", account).create_bucket(Bucket=bucket)
        role = make_role(stand_in, account, service("sagemaker"), *(statements or [allow("s3:*")]), PULL)
        return MlAccount(stand_in, account, bucket, role)

    def client(self, name: str) -> Any:
        return self.stand_in.client(name, self.account)

    def put(self, key: str, body: bytes | str) -> str:
        self.client("s3").put_object(Bucket=self.bucket, Key=key, Body=body)
        return f"s3://{self.bucket}/{key}"

    def get(self, uri: str) -> bytes:
        content: bytes = (
            self.client("s3")
            .get_object(Bucket=self.bucket, Key=uri.removeprefix(f"s3://{self.bucket}/"))["Body"]
            .read()
        )
        return content

    def start_training(self, script: str, **changes: Any) -> str:
        """Start a training job with one script and one channel `train`; returns its name."""
        name = unique("train")
        code = self.put(f"code/{name}.tar.gz", archive(train=script))
        data = self.put(f"data/{name}/a.csv", "x,y\n1,2\n").rsplit("/", 1)[0]
        source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": data}}
        framework = {"sagemaker_program": "train.py", "sagemaker_submit_directory": code}
        request: dict[str, Any] = {
            "AlgorithmSpecification": {"TrainingImage": IMAGE, "TrainingInputMode": "File"},
            "InputDataConfig": [{"ChannelName": "train", "DataSource": source}],
            "OutputDataConfig": {"S3OutputPath": f"s3://{self.bucket}/models"},
            "ResourceConfig": RESOURCES,
            "StoppingCondition": {"MaxRuntimeInSeconds": 60},
        }
        request |= {"TrainingJobName": name, "RoleArn": self.role} | changes
        request["HyperParameters"] = framework | request.get("HyperParameters", {})
        self.client("sagemaker").create_training_job(**request)
        return name

    def train(self, script: str, **changes: Any) -> dict[str, Any]:
        """Run a training job to its end; returns its description."""
        return self.ended_training(self.start_training(script, **changes))

    def ended_training(self, name: str) -> dict[str, Any]:
        client = self.client("sagemaker")
        return until(
            lambda: client.describe_training_job(TrainingJobName=name),
            lambda job: job["TrainingJobStatus"] in ("Completed", "Failed", "Stopped"),
        )

    def process(self, entry: list[str], **changes: Any) -> dict[str, Any]:
        """Run a processing job to its end; returns its description."""
        client, name = self.client("sagemaker"), unique("process")
        request: dict[str, Any] = {
            "ProcessingJobName": name,
            "RoleArn": self.role,
            "AppSpecification": {"ImageUri": IMAGE, "ContainerEntrypoint": entry},
            "ProcessingResources": {"ClusterConfig": RESOURCES},
        }
        client.create_processing_job(**request | changes)
        return until(
            lambda: client.describe_processing_job(ProcessingJobName=name),
            lambda job: job["ProcessingJobStatus"] in ("Completed", "Failed", "Stopped"),
        )

    def log_of(self, group: str, stream_prefix: str) -> list[str]:
        """Return a log stream's lines."""
        found = self.client("logs").filter_log_events(logGroupName=group, logStreamNamePrefix=stream_prefix)
        return [event["message"] for event in found["events"]]
