"""Plots as inline SVG, since AWS's scikit-learn image has no plotting library. Colours and fonts are the page's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

WIDTH, HEIGHT = 360, 300
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 12, 42
_TICKS = 6
_ROW = 26


@dataclass(frozen=True)
class Axis:
    """A linear scale from data to pixels, with its title and round ticks inside of the data's range."""

    title: str
    low: float
    high: float

    @staticmethod
    def over(title: str, *values: np.ndarray) -> Axis:
        """The scale that shows all of the values, with a margin."""
        low, high = float(min(part.min() for part in values)), float(max(part.max() for part in values))
        margin = (high - low) * 0.04 or abs(high) * 0.04 or 1.0
        return Axis(title, low - margin, high + margin)

    def at(self, value: float, start: float, end: float) -> float:
        """Pixels between start (low) and end (high)."""
        return round(start + (value - self.low) / (self.high - self.low) * (end - start), 1)

    def ticks(self) -> list[float]:
        """At most _TICKS + 1 multiples of 1, 2 or 5 times a power of ten."""
        least = (self.high - self.low) / _TICKS
        power = 10 ** math.floor(math.log10(least))
        step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * 0.999)
        first = math.ceil(self.low / step)
        return [number * step for number in range(first, math.floor(self.high / step) + 1)]


def scatter(across: Axis, up: Axis, points: Sequence[tuple[str, np.ndarray, np.ndarray]], line: str) -> str:
    """Points of each series (CSS class, x, y) over a line: `diagonal` where both are equal, or `zero`."""
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    shapes = [*_horizontal(across, bottom), *_vertical(up, right)]
    if line == "diagonal":
        low, high = max(across.low, up.low), min(across.high, up.high)
        ends = [(across.at(value, LEFT, right), up.at(value, bottom, TOP)) for value in (low, high)]
    else:
        ends = [(LEFT, up.at(0, bottom, TOP)), (right, up.at(0, bottom, TOP))]
    shapes.append(f'<path class="reference" d="M{ends[0][0]} {ends[0][1]}L{ends[1][0]} {ends[1][1]}"/>')
    for style, x, y in points:
        marks = (f"M{across.at(a, LEFT, right)} {up.at(b, bottom, TOP)}h0" for a, b in zip(x, y, strict=True))
        shapes.append(f'<path class="points {style}" d="{"".join(marks)}"/>')
    return _svg(f"{up.title} by {across.title}", HEIGHT, shapes)


def bars(title: str, entries: Sequence[tuple[str, float, float]]) -> str:
    """A bar each, with its name, value and deviation, in the order given."""
    axis = Axis.over(
        title, np.array([0.0]), *(np.array([value - spread, value + spread]) for _, value, spread in entries)
    )
    bottom = TOP + 2 * _ROW * len(entries)
    shapes = [*_horizontal(axis, bottom, left=RIGHT)]
    zero = axis.at(0, RIGHT, WIDTH - RIGHT)
    for number, (name, value, spread) in enumerate(entries):
        y, shown = TOP + 2 * _ROW * number, f"{value:.3f}".replace("-", "−")
        low, middle, high = (axis.at(value + part, RIGHT, WIDTH - RIGHT) for part in (-spread, 0, spread))
        shapes.append(f'<text x="{RIGHT}" y="{y + 16}">{escape(name)}: {shown} ± {spread:.3f}</text>')
        width = round(abs(middle - zero), 1)
        shapes.append(f'<rect class="bar" x="{min(zero, middle)}" y="{y + 24}" width="{width}" height="16"/>')
        shapes.append(f'<path class="spread" d="M{low} {y + 32}H{high}"/>')
    return _svg(title, bottom + BOTTOM, shapes)


def _horizontal(axis: Axis, bottom: int, left: int = LEFT) -> list[str]:
    right = WIDTH - RIGHT
    shapes = [f'<text class="title" x="{(left + right) / 2}" y="{bottom + 36}">{escape(axis.title)}</text>']
    for value in axis.ticks():
        x = axis.at(value, left, right)
        shapes.append(f'<path class="grid" d="M{x} {TOP}V{bottom}"/>')
        shapes.append(f'<text class="tick" x="{x}" y="{bottom + 17}" text-anchor="middle">{_short(value)}</text>')
    return shapes


def _vertical(axis: Axis, right: int) -> list[str]:
    bottom = HEIGHT - BOTTOM
    middle = (TOP + bottom) / 2
    turned = f'transform="rotate(-90 12 {middle})"'
    shapes = [f'<text class="title" x="12" y="{middle}" {turned}>{escape(axis.title)}</text>']
    for value in axis.ticks():
        y = axis.at(value, bottom, TOP)
        shapes.append(f'<path class="grid" d="M{LEFT} {y}H{right}"/>')
        shapes.append(f'<text class="tick" x="{LEFT - 5}" y="{y + 4}" text-anchor="end">{_short(value)}</text>')
    return shapes


def _short(value: float) -> str:
    """Few characters: 0.25, 40, 2.5M."""
    for limit, letter in ((1e9, "G"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= limit:
            return f"{value / (1e3 if letter == 'k' else limit):.4g}{letter}"
    return f"{value:.4g}".replace("-", "−")


def _svg(title: str, height: int, shapes: Sequence[str]) -> str:
    inside = f"<title>{escape(title)}</title>{''.join(shapes)}"
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img">{inside}</svg>'
