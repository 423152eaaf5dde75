"""A tar.gz whose bytes depend on its files' names and contents alone: its hash is the code's identity."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path


def write(target: Path, files: dict[str, bytes]) -> None:
    """Write a flat archive: sorted, no times, no owners, one mode."""
    target.parent.mkdir(parents=True, exist_ok=True)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name in sorted(files):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(files[name]), 0o644
            tar.addfile(entry, io.BytesIO(files[name]))
    target.write_bytes(gzip.compress(packed.getvalue(), compresslevel=9, mtime=0))
