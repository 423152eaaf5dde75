"""The environment of a job's or endpoint's process: its role's credentials, our endpoint, and nothing of the host's."""

from __future__ import annotations

import sysconfig
from collections.abc import Mapping
from pathlib import Path

from trainyard_emulator import environment
from trainyard_emulator.context import Context
from trainyard_emulator.jobs import smspark

_NOWHERE = "http://127.0.0.1:9"
"""The port of the discard service: nobody listens there."""


def of_child(
    context: Context,
    region: str,
    credentials: Mapping[str, str],
    scratch: Path,
    python: Path,
    *,
    isolated: bool = False,
) -> dict[str, str]:
    """Return the base environment; HOME and TMPDIR lie below `scratch` and exist afterwards."""
    folders = environment.private_folders(scratch)
    found = {
        **environment.locale_and_proxy(),
        **folders,
        **environment.of_aws_client(context.state_dir, context.endpoint, region, context.ca_bundle),
        "AWS_ACCESS_KEY_ID": credentials["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": credentials["SecretAccessKey"],
        "AWS_SESSION_TOKEN": credentials.get("SessionToken", ""),
        "PATH": environment.search_path(python.parent.parent),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        **smspark.variables(python, folders["TMPDIR"]),
    }
    return _without_network(found) if isolated else found


def _without_network(found: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which whoever heeds its variables reaches nothing and is nobody.

    Source: developer guide, Run Training and Inference Containers in Internet-Free Mode (network isolation: no outbound
    calls, not to S3 either, and no credentials for the container).
    """
    credentials = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
    kept = {name: value for name, value in found.items() if name not in credentials}
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "AWS_ENDPOINT_URL"), _NOWHERE)
    return kept | proxies


def site_packages(folder: Path) -> Path:
    """Return where a job's own requirements are installed: the shared interpreter stays as the image has it."""
    return folder / f"site-{sysconfig.get_python_version()}"
