"""A tar.gz whose bytes depend on its files' names and contents alone: its hash is the code's identity."""

from __future__ import annotations

import io
import struct
import tarfile
import zlib
from pathlib import Path

# RFC 1952: deflate, no flags, no time, no extra flags, unknown system.
GZIP_HEADER = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
# RFC 1951: a stored block says its length in 16 bits.
BLOCK = 0xFFFF


def write(target: Path, files: dict[str, bytes]) -> None:
    """Write a flat archive: sorted, no times, no owners, one mode."""
    target.parent.mkdir(parents=True, exist_ok=True)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name in sorted(files):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(files[name]), 0o644
            tar.addfile(entry, io.BytesIO(files[name]))
    target.write_bytes(stored(packed.getvalue()))


def stored(data: bytes) -> bytes:
    """Gzip without compression, written here: what a zlib writes changes with its version, its maker and Python's."""
    starts = range(0, max(len(data), 1), BLOCK)
    body = b"".join(_block(data[start : start + BLOCK], last=start == starts[-1]) for start in starts)
    return GZIP_HEADER + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def _block(data: bytes, *, last: bool) -> bytes:
    return struct.pack("<BHH", last, len(data), len(data) ^ 0xFFFF) + data
