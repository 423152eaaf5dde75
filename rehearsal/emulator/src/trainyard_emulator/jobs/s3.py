"""S3 as a job sees it: over the wire, as the job's role, so that its grants are judged like anyone's."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from trainyard_emulator.jobs import failure
from trainyard_emulator.jobs.failure import JobFailure

_creating = threading.Lock()


@dataclass(frozen=True)
class Bucket:
    """Who reads and writes, and where S3 is."""

    endpoint: str
    region: str
    ca_bundle: Path
    role_arn: str
    credentials: Mapping[str, str]

    def download(self, uri: str, folder: Path, *, required: bool = True) -> None:
        """Copy every object under `uri` (a prefix, or one object) into `folder`; none fails where they are required."""
        name, prefix = split(uri)
        client = self._client
        keys = self._keys(client, uri, name, prefix)
        if not keys and required:
            raise JobFailure(failure.no_objects(uri, self.region, self.role_arn, "none was found"))
        for key in keys:
            if not key.endswith("/"):
                self._get(client, name, key, folder / relative(key, prefix))

    def fetch(self, uri: str, file: Path) -> None:
        """Copy one object to `file`."""
        self._get(self._client, *split(uri), file)

    def fetch_code(self, uri: str, file: Path) -> None:
        """Copy the source archive to `file`, as the container does: it asks HeadObject first, so none is a bare 404.

        Source: https://github.com/aws/sagemaker-training-toolkit (files.s3_download)
        """
        try:
            self.fetch(uri, file)
        except JobFailure as failed:
            answer = failed.__cause__
            if isinstance(answer, ClientError) and answer.response["Error"]["Code"] == "NoSuchKey":
                raise JobFailure(_NO_ARCHIVE) from answer
            raise

    def upload(self, folder: Path, uri: str, key_id: str | None = None) -> None:
        """Copy every file below `folder` to the prefix `uri`."""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.put(path, f"{uri.rstrip('/')}/{path.relative_to(folder)}", key_id)

    def put(self, file: Path, uri: str, key_id: str | None = None) -> None:
        """Write one object; `key_id` names a KMS key, else the bucket's own encryption holds."""
        name, key = split(uri)
        encryption = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key_id} if key_id else {}
        try:
            self._client.put_object(Bucket=name, Key=key, Body=file.read_bytes(), **encryption)
        except (ClientError, BotoCoreError) as error:
            raise JobFailure(failure.upload(uri, str(error))) from error

    def size(self, uri: str) -> int:
        """Return an object's size in bytes; ClientError where it is missing or may not be read."""
        name, key = split(uri)
        # Not HeadObject: its refusal has no body, so it could not name role and action.
        answer = self._client.get_object(Bucket=name, Key=key, Range="bytes=0-0")
        return int(answer["ContentRange"].rpartition("/")[2])

    def _keys(self, client: Any, uri: str, name: str, prefix: str) -> list[str]:
        try:
            pages = client.get_paginator("list_objects_v2").paginate(Bucket=name, Prefix=prefix)
            return [item["Key"] for page in pages for item in page.get("Contents", [])]
        except (ClientError, BotoCoreError) as error:
            raise JobFailure(failure.no_objects(uri, self.region, self.role_arn, str(error))) from error

    def _get(self, client: Any, name: str, key: str, file: Path) -> None:
        try:
            content = client.get_object(Bucket=name, Key=key)["Body"].read()
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        except (ClientError, BotoCoreError) as error:
            raise JobFailure(failure.download(f"s3://{name}/{key}", str(error))) from error
        except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
            raise JobFailure(_CLASH) from error

    @cached_property
    def _client(self) -> Any:
        with _creating:  # botocore's session is not thread-safe while it makes a client
            return _session().create_client(
                "s3",
                region_name=self.region,
                endpoint_url=self.endpoint,
                verify=str(self.ca_bundle) if self.endpoint.startswith("https") else None,
                aws_access_key_id=self.credentials["AccessKeyId"],
                aws_secret_access_key=self.credentials["SecretAccessKey"],
                aws_session_token=self.credentials.get("SessionToken"),
                config=Config(
                    s3={"addressing_style": "path"},
                    retries={"total_max_attempts": 2},
                    proxies={"http": "", "https": ""},
                ),
            )


_NO_ARCHIVE = (
    "botocore.exceptions.ClientError: An error occurred (404) when calling the HeadObject operation: Not Found "
    "(it must be the URI of one tar.gz)"
)
_CLASH = (
    "ClientError: Data download failed:Failed to download data. Please check your s3 objects and ensure that there is "
    "no object that is both a folder as well as a file."
)


@cache
def _session() -> Any:
    return botocore.session.Session()


def split(uri: str) -> tuple[str, str]:
    """Return bucket and key of `s3://bucket/key`."""
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    return bucket, key


def relative(key: str, prefix: str) -> str:
    """Return where SageMaker puts `key` of a channel: below the prefix as a folder, else below its last folder."""
    folder = prefix.rstrip("/") + "/" if prefix else ""
    return key.removeprefix(folder) if key.startswith(folder) else key[prefix.rfind("/") + 1 :]
