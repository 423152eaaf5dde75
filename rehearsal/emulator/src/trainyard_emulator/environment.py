"""What a process of the stand-in may see of the host: enough to run and to download, nothing that reaches AWS."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_KEPT = ("LANG", "LANGUAGE", "TZ", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_CERT")
_PROXIES = ("http_proxy", "https_proxy", "all_proxy")
_CA_VARIABLES = ("AWS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE")
_SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_HOME_OF_US = "127.0.0.1,localhost"


def locale_and_proxy(host: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the host's language, time zone and proxy settings; our own address never goes through a proxy."""
    kept = {name: value for name, value in host.items() if name in _KEPT or name.startswith("LC_")}
    kept |= {name: value for name, value in host.items() if name.lower() in _PROXIES}
    exceptions = ",".join(filter(None, (host.get("no_proxy") or host.get("NO_PROXY"), _HOME_OF_US)))
    return kept | {"no_proxy": exceptions, "NO_PROXY": exceptions}


def of_aws_client(state_dir: Path, endpoint: str, region: str, ca_bundle: Path) -> dict[str, str]:
    """Return what sends every AWS SDK to `endpoint` and hides the host's own settings from it.

    Credentials are not among them: whoever starts a child gives it those of its role.
    """
    nowhere = state_dir / "no-aws-settings"
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_SHARED_CREDENTIALS_FILE": str(nowhere / "credentials"),
        "AWS_CONFIG_FILE": str(nowhere / "config"),
        **dict.fromkeys(_CA_VARIABLES, str(ca_bundle)),
    }


def private_folders(state_dir: Path) -> dict[str, str]:
    """Return HOME and TMPDIR below the state directory; both exist afterwards."""
    folders = {"HOME": state_dir / "home", "TMPDIR": state_dir / "tmp"}
    for folder in folders.values():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {name: str(folder) for name, folder in folders.items()}


def search_path(*homes: Path) -> str:
    """Return a PATH of the bin folders of `homes`, then the system's own."""
    return ":".join([*(str(home / "bin") for home in homes), _SYSTEM_PATH])
