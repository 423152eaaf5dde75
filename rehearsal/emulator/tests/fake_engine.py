"""Announces a port like the engine; starts children that try to outlive everything."""

from __future__ import annotations

import subprocess
import sys

STUBBORN = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.setsid()
time.sleep(600)
"""


# A daemon: its parent is gone, its session its own.
DAEMON = f'"$0" -c \'{STUBBORN}\' "$1" & exit 0'


def main() -> None:
    mark = sys.argv[1]
    subprocess.Popen([sys.executable, "-c", STUBBORN, mark])
    subprocess.Popen(["/bin/sh", "-c", DAEMON, sys.executable, mark])
    print('{"port": 1}', flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
