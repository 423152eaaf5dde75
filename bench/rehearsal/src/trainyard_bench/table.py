"""The report for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from trainyard_bench import memory
from trainyard_bench.line import Rehearsed
from trainyard_bench.result import Result

_WIDTH = 58
_LARGEST = 12


def show(results: Sequence[Result], rehearsed: Rehearsed, actions: Sequence[dict[str, Any]]) -> str:
    """Return the whole report."""
    floor = sum(result.bare for result in results)
    lines = [_row("action", "command", "rehearsal", "bare", "ratio")]
    lines += [_line(result) for result in results]
    within = sum(result.rehearsed for result in results if not result.problem and "(job)" not in result.command)
    lines += [
        _row("", "the commands together (jobs run within Release)", f"{within:.1f}", f"{floor:.1f}", ""),
        "",
        *_other_actions(results, actions),
        f"rehearsal {rehearsed.seconds:.1f} s, floor {floor:.1f} s, ratio {rehearsed.seconds / floor:.2f}",
        *_memory(rehearsed, actions),
    ]
    return "\n".join(lines)


def _row(action: str, command: str, rehearsed: str, bare: str, ratio: str) -> str:
    return f"{action[:26]:26}  {command[:_WIDTH]:{_WIDTH}}  {rehearsed:>9}  {bare:>7}  {ratio:>5}"


def _line(result: Result) -> str:
    command = " ".join(result.command.split())
    if result.problem:
        return _row(result.action, command, f"{result.rehearsed:.1f}", "0", "") + f"  not run bare: {result.problem}"
    ratio = f"{result.rehearsed / result.bare:.2f}" if result.bare >= 0.05 else ""
    return _row(result.action, command, f"{result.rehearsed:.1f}", f"{result.bare:.1f}", ratio)


def _name(action: dict[str, Any]) -> str:
    return f"{action['stageName']}/{action['actionName']}"


def _other_actions(results: Sequence[Result], actions: Sequence[dict[str, Any]]) -> list[str]:
    """What each action took beside its commands, if it has any: it counts in the rehearsal, and 0 in the floor."""
    lines = ["beside these commands (artifacts, sessions, change sets, approval), counted 0:"]
    for action in actions:
        ours = sum(each.rehearsed for each in results if each.action == _name(action) and "(job)" not in each.command)
        seconds = (action["lastUpdateTime"] - action["startTime"]).total_seconds()
        lines.append(f"  {_name(action):48} {seconds - ours:6.1f} s" + (f" of {seconds:.1f} s" if ours else ""))
    return [*lines, ""]


def _memory(rehearsed: Rehearsed, actions: Sequence[dict[str, Any]]) -> list[str]:
    peak = rehearsed.sampler.peak
    at = datetime.fromtimestamp(peak.time, UTC)
    running = [_name(action) for action in actions if action["startTime"] <= at <= action["lastUpdateTime"]]
    where = ", ".join(running) or ("step 0" if at < actions[0]["startTime"] else "between actions")
    lines = [
        f"peak memory {memory.mebibytes(peak.total)} (PSS of {len(peak.processes)} processes, "
        f"{rehearsed.sampler.samples} samples), {peak.time - rehearsed.start:.0f} s in, at {where}:"
    ]
    lines += [f"  {memory.mebibytes(size):>9}  {what}" for size, what in peak.processes[:_LARGEST]]
    rest = sum(size for size, _ in peak.processes[_LARGEST:])
    return [*lines, f"  {memory.mebibytes(rest):>9}  the others"]
