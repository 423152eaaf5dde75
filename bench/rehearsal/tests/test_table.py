from __future__ import annotations

from datetime import UTC, datetime, timedelta

from trainyard_bench import table
from trainyard_bench.line import Rehearsed
from trainyard_bench.memory import Sample, Sampler
from trainyard_bench.result import Result

_START = datetime(2026, 1, 1, tzinfo=UTC)


def _action(name: str, first: float, last: float) -> dict[str, object]:
    at = {"startTime": _START + timedelta(seconds=first), "lastUpdateTime": _START + timedelta(seconds=last)}
    return {"stageName": "dev", "actionName": name, **at}


def _report(*results: Result) -> str:
    peak = Sample(_START.timestamp() + 12, [(3 << 20, "java a"), (1 << 20, "node b")])
    rehearsed = Rehearsed(_START.timestamp(), 30.0, Sampler(1, peak, 5))
    return table.show(results, rehearsed, [_action("Prepare", 1, 5), _action("Release", 10, 25)])


def test_the_floor_is_the_sum_of_what_ran_bare() -> None:
    report = _report(Result("dev/Release", "release", 12.0, 6.0), Result("dev/Release", "train (job)", 4.0, 4.0))

    assert "rehearsal 30.0 s, floor 10.0 s, ratio 3.00" in report


def test_what_did_not_run_bare_says_why_and_counts_nothing() -> None:
    report = _report(Result("dev/Release", "release", 12.0, 6.0), Result("dev/Verify", "verify", 9.0, problem="ended"))

    assert "not run bare: ended" in report
    assert "floor 6.0 s" in report


def test_an_action_is_shown_with_what_it_took_beside_its_commands() -> None:
    report = _report(Result("dev/Release", "release", 12.0, 6.0))

    assert "3.0 s of 15.0 s" in report
    assert "dev/Prepare" in report


def test_the_peak_is_placed_in_the_run() -> None:
    assert "peak memory 4 MiB (PSS of 2 processes, 5 samples), 12 s in, at dev/Release:" in _report(
        Result("dev/Release", "release", 12.0, 6.0)
    )
