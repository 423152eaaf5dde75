"""How a stand-in makes itself known: the ready line, and the same in files of its state directory."""

from __future__ import annotations

import json
import os
from pathlib import Path

from trainyard_emulator.context import Context
from trainyard_emulator.tls import TRUST_STORE_PASSWORD

_READY = "ready.json"
_ENGINE = "engine.json"


def announce(context: Context) -> None:
    """Write the contract `standin-ready` to the state directory and, as one line, to stdout."""
    line = json.dumps(
        {
            "endpoint": context.endpoint,
            "region": context.region,
            "caCertificate": str(context.certificate),
            "caBundle": str(context.ca_bundle),
            "trustStore": str(context.trust_store),
            "trustStorePassword": TRUST_STORE_PASSWORD,
            "supervisorPid": os.getppid(),  # the guard, which ends last
        }
    )
    _write(context.state_dir / _READY, line)
    print(line, flush=True)


def announce_engine(state_dir: Path, line: bytes) -> None:
    """Keep the engine's own announcement, {"port": N}, for the emulator."""
    _write(state_dir / _ENGINE, json.dumps({"port": int(json.loads(line)["port"])}))


def engine_port(state_dir: Path) -> int | None:
    """Return where the engine listens on 127.0.0.1; None if the stand-in has none."""
    try:
        return int(json.loads((state_dir / _ENGINE).read_text())["port"])
    except FileNotFoundError:
        return None


def living_supervisor(state_dir: Path) -> int | None:
    """Return the process id of the supervisor that keeps `state_dir`; None if none lives."""
    try:
        pid = int(json.loads((state_dir / _READY).read_text())["supervisorPid"])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, KeyError):
        return None
    return pid if b"trainyard_emulator" in command else None


def forget(state_dir: Path) -> None:
    """Remove both files: nobody is there any more."""
    for name in (_READY, _ENGINE):
        (state_dir / name).unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    """Write privately and at once: a reader sees all of it or nothing."""
    draft = path.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.replace(path)
