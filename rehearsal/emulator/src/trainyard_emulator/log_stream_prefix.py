"""FilterLogEvents with `logStreamNamePrefix`, which MiniStack 1.5.33 overlooks: one job's lines, not all jobs'."""

from __future__ import annotations

from typing import Any

from ministack.services import cloudwatch_logs

from trainyard_emulator import seams
from trainyard_emulator.context import Context

_NO_STREAM = "\0"  # a name that no stream can have: an empty list would mean every stream


def install(_context: Context) -> None:
    """Turn the prefix into the names of the streams that have it."""
    seams.require(cloudwatch_logs, "_log_groups", "_resolve_log_group_name")
    seams.replace(cloudwatch_logs, "_filter_log_events", _by_prefix)


def _by_prefix(original: Any) -> Any:
    def filtered(request: dict[str, Any]) -> Any:
        prefix = request.get("logStreamNamePrefix")
        if prefix:
            group = cloudwatch_logs._log_groups.get(cloudwatch_logs._resolve_log_group_name(request)) or {}
            names = [name for name in group.get("streams", {}) if name.startswith(prefix)]
            request = request | {"logStreamNames": names or [_NO_STREAM]}
        return original(request)

    return filtered
