"""What AWS says of a job that went wrong. A script's traceback is in its log, never in the reason."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST = 1024
"""SageMaker cuts the content of output/failure here."""


class JobFailure(Exception):  # noqa: N818 - it is the job that failed, with AWS's words for it
    """The job ends as Failed; the text is its FailureReason."""


def script_error(command: Sequence[str], exit_code: int) -> str:
    """Return what the toolkit writes to output/failure when the script ends with another code than 0."""
    return f'ExecuteUserScriptError:\nExitCode {exit_code}\nErrorMessage ""\nCommand "{" ".join(command)}"'


def install_error(command: Sequence[str], exit_code: int) -> str:
    """Return what the toolkit writes to output/failure when requirements.txt cannot be installed."""
    return f'InstallRequirementsError:\nExitCode {exit_code}\nErrorMessage ""\nCommand "{" ".join(command)}"'


def algorithm_error(failure_file: str, exit_code: int) -> str:
    """Return the FailureReason of a container that wrote output/failure and exited."""
    return f"AlgorithmError: {failure_file[:LONGEST]}, exit code: {exit_code}"


def framework_error(what: str) -> str:
    """Return the FailureReason when the toolkit itself fails, before the script starts."""
    return algorithm_error(f"framework error: \n{what}", 1)


def no_objects(uri: str, region: str, role_arn: str, answer: str) -> str:
    """Return the reason of an input without a single object, with S3's own answer."""
    bucket = uri.removeprefix("s3://").split("/", 1)[0]
    return (
        f'ClientError: Data download failed:No S3 objects found under S3 URL "{uri}" given in input data source. '
        f"Please ensure that the bucket exists in the selected region ({region}), that objects exist under that S3 "
        f'prefix, and that the role "{role_arn}" has "s3:ListBucket" permissions on bucket "{bucket}". '
        f"Error message from S3: {answer}"
    )


def download(uri: str, answer: str) -> str:
    """Return the reason when an input's object cannot be read."""
    return f"ClientError: Data download failed:Failed to download {uri}. Error message from S3: {answer}"


def upload(uri: str, answer: str) -> str:
    """Return the reason when an output cannot be written."""
    return f"ClientError: Data upload failed:Failed to upload to {uri}. Error message from S3: {answer}"
