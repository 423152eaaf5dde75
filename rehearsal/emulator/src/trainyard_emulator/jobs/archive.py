"""Tar archives, as SageMaker makes and unpacks them."""

from __future__ import annotations

import tarfile
from pathlib import Path
from tarfile import TarError as TarError


def pack(folder: Path, archive: Path) -> Path:
    """Put the content of `folder` into a gzipped tar; names have no leading folder."""
    with tarfile.open(archive, "w:gz", compresslevel=6) as tar:
        for path in sorted(folder.rglob("*")):
            tar.add(path, arcname=str(path.relative_to(folder)), recursive=False)
    return archive


def unpack(archive: Path, folder: Path) -> None:
    """Extract a gzipped tar; names that lead out of `folder` are refused."""
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive, "r:*") as tar:
        tar.extractall(folder, filter="data")
