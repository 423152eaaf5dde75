"""The tables of the evaluation's page: what was scored, with intervals, and the errors by category."""

from __future__ import annotations

from html import escape
from typing import Any

from evaluation import JUDGED

_NAMES = {"r2": "R²", "mae": "MAE", "rmse": "RMSE"}


def verdict(champion: dict[str, Any] | None) -> str:
    """One sentence on candidate and champion."""
    if champion is None:
        return "There is no champion to compare with."
    r2 = champion["difference"]["r2"]
    value, interval = r2["value"], r2["interval"]
    sure = interval is not None and (interval[0] > 0 or interval[1] < 0)
    difference = f"{_with_interval(value, interval, sign=True)} against the champion's"
    return f"R² is {difference}{'' if sure else ', a difference within chance'}."


def scores(result: dict[str, Any]) -> str:
    """A row each of what was scored."""
    ours = result["trainyard"]
    measured, intervals, champion = result["regression_metrics"], ours["intervals"], ours["champion"]
    rows = [_row("candidate", [_with_interval(measured[name]["value"], intervals[name]) for name in JUDGED])]
    if champion is not None:
        rows.append(_scored("champion", champion))
        difference = champion["difference"]
        cells = [_with_interval(difference[name]["value"], difference[name]["interval"], sign=True) for name in JUDGED]
        rows.append(_row("candidate less champion", cells))
    rows += [_scored("ridge baseline", ours["baselines"]["ridge"]), _scored("mean baseline", ours["baselines"]["mean"])]
    rows.append(_scored("candidate, out of fold", ours["out_of_fold"]))
    rows.append(_scored("ridge baseline, out of fold", ours["baselines"]["ridge"]["out_of_fold"]))
    table = _table(["", *(_NAMES[name] for name in JUDGED)], rows)
    return f"<h2>Scores</h2>{table}<p><small>In brackets: 95 % by bootstrap.</small></p>"


def categories(ours: dict[str, Any]) -> str:
    """A table a category feature, and what training never saw."""
    parts = []
    for name, entries in ours["errors_by_category"].items():
        cells = [[str(entry["rows"]), *(_number(entry[key]) for key in ("mae", "rmse", "bias"))] for entry in entries]
        names = ["none" if entry["value"] is None else entry["value"] for entry in entries]
        rows = [_row(value, row) for value, row in zip(names, cells, strict=True)]
        parts.append(f"<h2>Errors by {escape(name)}</h2>{_table(['', 'rows', 'MAE', 'RMSE', 'bias'], rows)}")
    for name, values in ours["categories"]["unseen"].items():
        parts.append(f"<p>{escape(name)} has values that training never saw: {escape(', '.join(values))}.</p>")
    return "".join(parts)


def _table(head: list[str], rows: list[str]) -> str:
    cells = "".join(f"<th>{name}</th>" for name in head)
    return f'<div class="wide"><table><tr>{cells}</tr>{"".join(rows)}</table></div>'


def _scored(name: str, found: dict[str, Any]) -> str:
    return _row(name, [_number(found[metric]) for metric in JUDGED])


def _row(name: str, cells: list[str]) -> str:
    return f"<tr><td>{escape(name)}</td>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _with_interval(value: float, interval: list[float] | None, *, sign: bool = False) -> str:
    shown = f"{'+' if sign and value > 0 else ''}{_number(value)}"
    return shown if interval is None else f"{shown} <small>[{_number(interval[0])}, {_number(interval[1])}]</small>"


def _number(value: float) -> str:
    text = f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.3f}" if abs(value) < 100 else f"{value:.1f}"
    return text.replace("-", "−")
