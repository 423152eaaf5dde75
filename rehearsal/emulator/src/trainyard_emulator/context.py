"""What every plugin is told when it is installed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Context:
    """One stand-in: where it keeps its state, how it is reached, and what its children run on."""

    state_dir: Path
    """Everything written at run time lies below it."""
    endpoint: str
    """https://127.0.0.1:PORT, the one address of every AWS API."""
    region: str
    token: str
    """The secret that our own processes show; AWS clients never have it."""
    wait_scale: float
    """What waits and retry intervals of state machines are multiplied by."""
    tools_account: str
    """The account that owns the pipeline and the ledger."""
    certificate: Path
    ca_bundle: Path
    """The host's roots and our certificate."""
    trust_store: Path
    """PKCS12 with our certificate alone, password `tls.TRUST_STORE_PASSWORD`."""
    environments: dict[str, str]
    """Interpreters of jobs and endpoints by the environment's name; not all need to be made (`sagemaker/images.py`)."""
    relaxed: bool
    """Whether nothing is judged: no policy is asked."""
    java_home: Path
    ric_classpath: str
    """Class path of AWS's Runtime Interface Client for Java."""
    node_path: str
    """Where Node Lambdas find the SDK clients that AWS's runtime brings along, and we npm's asl-validator."""
    linter: Path
    """The Python environment of lint.lock."""

    def to_json(self) -> str:
        """Render for the pipe to the emulator's process."""
        return json.dumps(
            {name: str(value) if isinstance(value, Path) else value for name, value in asdict(self).items()}
        )

    @staticmethod
    def from_json(text: str) -> Context:
        """Read what `to_json` wrote; an unknown or missing member is a TypeError."""
        given: dict[str, Any] = json.loads(text)
        paths = {field.name for field in fields(Context) if field.type == "Path"}
        members: dict[str, Any] = {name: Path(value) if name in paths else value for name, value in given.items()}
        return Context(**members)
