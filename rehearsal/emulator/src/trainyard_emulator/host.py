"""The emulator's process: MiniStack with our plugins, served on the socket that the supervisor opened."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from types import FrameType

from trainyard_emulator import plugins, processes, seams
from trainyard_emulator.context import Context
from trainyard_emulator.gateway import Gateway

ACTIVITY_FILE = "last-request"
READY_LINE = b"ready\n"
_GRACE_SECONDS = 3.0


def main() -> None:
    """Run until a SIGTERM: `python -m trainyard_emulator.host SOCKET_FD PARENT_PID`, the context as JSON on stdin."""
    processes.die_with_parent(int(sys.argv[2]))
    _end_with_all_children_on_sigterm()
    supervisor = _take_stdout()
    context = Context.from_json(sys.stdin.read())
    asyncio.run(_serve(context, int(sys.argv[1]), supervisor))


def _take_stdout() -> int:
    """Keep stdout for the ready line alone; whatever prints goes to the log."""
    supervisor = os.dup(1)
    os.dup2(2, 1)
    return supervisor


def _end_with_all_children_on_sigterm() -> None:
    """Answer SIGTERM on a thread of its own: MiniStack's event loop may hang, and then no handler would run."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _ignore)  # a Python handler makes the C handler write to the pipe

    def end() -> None:
        os.read(reader, 1)
        processes.end_descendants(_GRACE_SECONDS)
        os._exit(0)

    threading.Thread(target=end, name="end", daemon=True).start()


def _ignore(_number: int, _frame: FrameType | None) -> None:
    return


async def _serve(context: Context, socket_fd: int, supervisor: int) -> None:
    from hypercorn.asyncio import serve
    from hypercorn.config import Config
    from ministack import app

    # Scripts in /docker-entrypoint-initaws.d and /etc/localstack/init are another program's business.
    seams.replace(app, "_collect_scripts", lambda _original: lambda *_folders: [])
    plugins.install(context)
    gateway = Gateway(
        app.app,
        context.token,
        context.state_dir / ACTIVITY_FILE,
        lambda: os.close(supervisor) if os.write(supervisor, READY_LINE) else None,
    )
    config = Config()
    config.bind = [f"fd://{socket_fd}"]
    config.certfile = os.environ["MINISTACK_SSL_CERT"]
    config.keyfile = os.environ["MINISTACK_SSL_KEY"]
    config.keep_alive_timeout = 75
    config.loglevel = "WARNING"
    never = asyncio.Event()
    await serve(gateway, config, shutdown_trigger=never.wait)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
