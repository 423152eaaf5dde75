"""narwhals as one importable zip: AWS's Spark image lacks it, and a job in a private subnet can install nothing.

Made of the installed package, which the lock pins by its wheel's hash.
"""

from __future__ import annotations

import io
import zipfile
from importlib.util import find_spec
from pathlib import Path

FILE_NAME = "narwhals.zip"
# The earliest time that a zip can hold.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def content() -> bytes:
    """The zip's bytes: sorted, stored, of one time and mode, so that the same package gives the same bytes."""
    package = _package()
    # Its metadata is where it looks for its own version.
    files = [*package.rglob("*.py"), *package.parent.glob("narwhals-*.dist-info/METADATA")]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target:
        for name, file in sorted((file.relative_to(package.parent).as_posix(), file) for file in files):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            target.writestr(entry, file.read_bytes())
    return packed.getvalue()


def _package() -> Path:
    spec = find_spec("narwhals")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the Python package narwhals is not in this environment (tools requirements.lock)")
    return Path(spec.submodule_search_locations[0])
