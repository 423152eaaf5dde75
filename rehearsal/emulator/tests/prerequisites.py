"""What some tests need beside this module, which Maven makes before it runs them, and how to make it by hand."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import probes

_ROOT = Path(__file__).parents[3]


def _xgboost_environment() -> bool:
    table = subprocess.run([_ROOT / ".mvn" / "job-environments.sh"], capture_output=True, text=True, check=True).stdout
    interpreters = dict(line.split("=", 1) for line in table.splitlines())
    return Path(interpreters["xgb"]).is_file()


_KNOWN: dict[str, tuple[Callable[[], bool], str]] = {
    "engine": (
        lambda: bool(probes.engine_command()),
        "the engine is not packaged: ./mvnw -pl rehearsal/engine -am package -DskipTests",
    ),
    "runtime client": (
        probes.RUNTIME_CLIENT.is_dir,
        "AWS's Lambda runtime client is not at hand: ./mvnw -pl rehearsal/emulator generate-resources",
    ),
    "xgboost": (
        _xgboost_environment,
        "there is no Python environment for XGBoost's image: .mvn/venv.sh xgb sagemaker-code/requirements-xgboost.lock",
    ),
}


def missing(name: str) -> str | None:
    """Return how to get what a test marked `needs(name)` needs; None if it is there."""
    is_there, how = _KNOWN[name]
    return None if is_there() else how
