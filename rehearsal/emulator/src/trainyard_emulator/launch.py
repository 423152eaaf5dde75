"""A stand-in's beginning: its certificate, its socket, its secret, its processes."""

from __future__ import annotations

import secrets
import socket

from trainyard_emulator import ready, tls
from trainyard_emulator.children import Child, start_emulator, start_engine
from trainyard_emulator.context import Context
from trainyard_emulator.faults import weather
from trainyard_emulator.host import ACTIVITY_FILE
from trainyard_emulator.settings import Settings
from trainyard_emulator.toolchain import Toolchain

REGION = "us-east-1"


def launch(settings: Settings, tools: Toolchain) -> tuple[Context, list[Child]]:
    """Start the emulator, and the engine if one is wanted; neither has announced itself yet."""
    material = tls.create(settings.state_dir / "tls")
    (settings.state_dir / ACTIVITY_FILE).touch()
    ready.forget(settings.state_dir)
    weather.write(settings.state_dir, settings.faults)
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        context = _context(settings, tools, material, listener.getsockname()[1])
        children = [start_emulator(context, material, listener, tools)]
    if settings.engine_command:
        children.append(start_engine(settings.engine_command, context, tools))
    return context, children


def _context(settings: Settings, tools: Toolchain, material: tls.TlsMaterial, port: int) -> Context:
    return Context(
        state_dir=settings.state_dir,
        endpoint=f"https://127.0.0.1:{port}",
        region=REGION,
        token=secrets.token_urlsafe(32),
        wait_scale=settings.wait_scale,
        tools_account=settings.tools_account,
        certificate=material.certificate,
        ca_bundle=material.ca_bundle,
        trust_store=material.trust_store,
        environments=tools.environments,
        relaxed=settings.relaxed,
        java_home=tools.java_home,
        ric_classpath=tools.ric_classpath,
        node_path=tools.node_path,
        linter=tools.linter,
    )
