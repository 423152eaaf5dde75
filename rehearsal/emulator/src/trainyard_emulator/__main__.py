"""`bin/emulator`: start a stand-in for AWS and keep it as long as it is wanted."""

from __future__ import annotations

import sys

from trainyard_emulator import guard, ready
from trainyard_emulator.settings import parse
from trainyard_emulator.supervisor import Supervisor
from trainyard_emulator.toolchain import Toolchain, ToolMissingError


def main() -> int:
    """Run until the stand-in is no longer wanted; returns the exit code."""
    settings = parse(sys.argv[1:])
    try:
        tools = Toolchain.from_environment()
    except ToolMissingError as problem:
        print(problem, file=sys.stderr)
        return 2
    return guard.guarded(Supervisor(settings, tools).run, lambda: ready.forget(settings.state_dir), settings.grace)


if __name__ == "__main__":
    sys.exit(main())
