"""evaluation.json as one page for people: numbers with intervals and plots. No script, nothing from the network."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

import numpy as np

import score_tables
from evaluation import Evaluation
from svg_plots import Axis, bars, scatter

POINTS = 1000
"""Of a scatter plot: the rows with the smallest ids, which are drawn by chance."""
_STYLE = """
:root{color-scheme:light dark;--ink:#1c2024;--paper:#fff;--faint:#8884;--one:#1f6feb;--two:#c2410c}
@media(prefers-color-scheme:dark){:root{--ink:#e6e8ea;--paper:#16191d;--one:#6cb0ff;--two:#ff9a5c}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
body{margin:0 auto;padding:1rem;max-width:66rem}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.1rem;margin:1.5rem 0 .3rem}p{margin:.3rem 0}
.wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .6rem;text-align:right;border-bottom:1px solid var(--faint);white-space:nowrap}
th:first-child,td:first-child{text-align:left}small{opacity:.75}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:0 2rem}
svg{width:100%;max-width:34rem;height:auto;display:block}svg text{font-size:12px;fill:var(--ink)}
.title{text-anchor:middle}.grid{stroke:var(--faint)}.reference{stroke:var(--ink);stroke-dasharray:4 3}
.points{stroke-width:5;stroke-linecap:round;stroke-opacity:.6;fill:none}
.candidate{stroke:var(--one)}.champion{stroke:var(--two)}
.bar{fill:var(--one);fill-opacity:.75}.spread{stroke:var(--ink);stroke-width:1.5}
.key{display:inline-block;width:.7em;height:.7em;border-radius:50%;margin:0 .3em 0 .8em}
code{overflow-wrap:anywhere}
@media(max-width:40rem){table{font-size:.85rem}
td small{display:block;white-space:normal}th,td{padding:.25rem .3rem}td:first-child{white-space:normal}}
"""


def page(found: Evaluation, result: dict[str, Any]) -> str:
    """The whole page; `result` is evaluation.json's content."""
    ours, unit = result["trainyard"], found.archive.definition.target.unit
    name, r2 = escape(found.archive.definition.name), result["regression_metrics"]["r2"]["value"]
    rows = ours["rows"]
    target = escape(found.archive.definition.target.name) + (f" ({escape(unit)})" if unit else "")
    head = (
        f"<h1>{name}: R² {r2:.3f} on {rows['test']} test rows</h1>"
        f"<p>Predicts {target} by {escape(ours['model']['estimator'])}, "
        f"trained on {rows['train']} rows and {rows['validation']} of validation. "
        f"{score_tables.verdict(ours['champion'])}</p>"
    )
    parts = [head, score_tables.scores(result), _plots(found, ours), score_tables.categories(ours)]
    parts.append(f"<p><small>model.tar.gz <code>{ours['model']['sha256']}</code></small></p>")
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{name}: evaluation</title><style>{_STYLE}</style><body>{''.join(parts)}</body></html>\n"
    )


def _plots(found: Evaluation, ours: dict[str, Any]) -> str:
    target, predicted = found.target[:POINTS], found.predicted[:POINTS]
    champion = None if found.champion is None else found.champion[:POINTS]
    series = [("champion", target, champion)] if champion is not None else []
    series.append(("candidate", target, predicted))
    across, up = Axis.over("actual", target), Axis.over("predicted", *(values for _, _, values in series))
    residuals = [(style, values, values - actual) for style, actual, values in series]
    figures = [
        ("Predicted against actual", _key(series) + scatter(across, up, series, "diagonal")),
        ("Residuals", _key(series) + scatter(up, _around_zero("predicted less actual", residuals), residuals, "zero")),
        (
            "Permutation importance",
            bars("R² lost by shuffling", [tuple(entry.values()) for entry in ours["importance"]]),
        ),
    ]
    if champion is not None:
        theirs, own = np.abs(champion - target), np.abs(predicted - target)
        axes = Axis.over("champion's absolute error", theirs), Axis.over("candidate's absolute error", own)
        said = (
            f"<p><small>Below the line the candidate is closer: {np.mean(own < theirs):.0%} of these rows.</small></p>"
        )
        figures.append(("Champion against challenger", said + scatter(*axes, [("candidate", theirs, own)], "diagonal")))
    return (
        f'<div class="plots">{"".join(f"<section><h2>{title}</h2>{plot}</section>" for title, plot in figures)}</div>'
    )


def _around_zero(title: str, residuals: Iterable[tuple[str, np.ndarray, np.ndarray]]) -> Axis:
    return Axis.over(title, np.zeros(1), *(values for _, _, values in residuals))


def _key(series: Iterable[tuple[str, np.ndarray, np.ndarray]]) -> str:
    colours = {"candidate": "one", "champion": "two"}
    marks = (f'<span class="key" style="background:var(--{colours[style]})"></span>{style}' for style, _, _ in series)
    return f"<small>{''.join(marks)}</small>"
