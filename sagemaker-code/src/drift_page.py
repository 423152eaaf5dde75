"""drift.json as one page for people: the verdict, a row a column, the quality. No script, nothing from the network."""

from __future__ import annotations

from html import escape
from typing import Any

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:64rem;padding:0 1rem}"
    "table{border-collapse:collapse}td,th{padding:.3rem .8rem;text-align:right;border-bottom:1px solid #8884}"
    "td:first-child,th:first-child{text-align:left}.drifted{font-weight:bold;color:#b3261e}"
)
_VERDICT = {True: "drift", False: "no drift", None: "no verdict"}
_QUALITY = {True: "worse than in training", False: "as in training", None: "no verdict"}


def page(found: dict[str, Any]) -> str:
    """The whole page."""
    verdict, live, quality = found["verdict"], found["live"], found["quality"]
    head = f"Data: {_VERDICT[verdict['drift']]}. Quality: {_QUALITY[verdict['quality']]}."
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in verdict["reasons"])
    captured = live["captured"]
    said = (
        f"{live['rows']} live rows from {live['from']} to {live['to']} "
        f"against {found['reference']['rows']} of training. "
        f"Captured: {captured['rows']} rows in {captured['requests']} requests, {captured['refused']} refused, "
        f"{captured['older']} older than the model, {live['bad_lines']['count']} lines that could not be read."
    )
    body = f"<h1>{head}</h1><ul>{reasons}</ul><p>{escape(said)}</p>{_columns(found['columns'])}{_quality(quality)}"
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Drift</title><style>{_STYLE}</style><body>{body}</body></html>\n"
    )


def _columns(columns: list[dict[str, Any]]) -> str:
    if not columns:
        return ""
    head = "<tr><th>column<th>PSI<th>limit<th>distance<th>p<th>limit<th>missing then<th>now</tr>"
    return f"<table>{head}{''.join(map(_column, columns))}</table>"


def _column(column: dict[str, Any]) -> str:
    cells = [
        escape(column["column"]),
        f"{column['psi']:.3f}",
        f"{column['psi_limit']:.3f}",
        f"{column['distance']:.3f}",
        f"{column['p']:.1e}",
        f"{column['p_limit']:.1e}",
        f"{column['missing']['reference']:.1%}",
        f"{column['missing']['live']:.1%}",
    ]
    style = ' class="drifted"' if column["drifted"] else ""
    return f"<tr{style}>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _quality(quality: dict[str, Any]) -> str:
    told = (
        f"{quality['rows']} rows with ground truth ({quality['minimum_rows']} are needed), "
        f"{quality['without_prediction']} without a captured prediction, "
        f"{quality['bad_lines']['count']} lines that could not be read."
    )
    rows = "".join(_measured(name, quality[name]) for name in ("live", "reference") if quality[name])
    return f"<h2>Quality</h2><p>{told}</p><table><tr><th><th>MAE<th>R²</tr>{rows}</table>"


def _measured(name: str, metrics: dict[str, Any]) -> str:
    cells = "".join(f"<td>{_shown(metrics[metric])}</td>" for metric in ("mae", "r2"))
    return f"<tr><td>{name}</td>{cells}</tr>"


def _shown(metric: dict[str, Any]) -> str:
    if metric["value"] is None:
        return "–"
    return f"{metric['value']:.3f} [{metric['interval'][0]:.3f}, {metric['interval'][1]:.3f}]"
