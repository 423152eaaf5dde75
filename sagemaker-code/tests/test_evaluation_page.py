"""index.html: whole in itself, about this model, and safe with whatever the data is called."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pandas as pd
import pytest
from runs import Run

import model_archive
from evaluation import Evaluation
from evaluation_page import page
from svg_plots import Axis, bars, scatter
from tables import read_split

OPEN_ENDED = {"meta", "path", "rect"}


class Checker(HTMLParser):
    """Every tag that is opened is closed; nothing is fetched or run."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.points: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert tag not in {"script", "link", "img", "iframe"}
        assert not {"src", "href"} & set(given)
        if tag == "path" and given.get("class", "").startswith("points"):
            style = given["class"].split()[1]
            self.points[style] = self.points.get(style, 0) + given["d"].count("h0")
        if tag not in OPEN_ENDED:
            self.opened.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        while (last := self.opened.pop()) != tag:
            assert last in {"html", "body"}, f"{last} is closed by {tag}"


def checked(text: str) -> Checker:
    checker = Checker()
    checker.feed(text)
    assert "http" not in text
    assert "url(" not in text
    assert "nan" not in text.casefold()
    return checker


@pytest.fixture(scope="module")
def found(run: Run) -> Evaluation:
    archive = model_archive.read(run.model.parent / "archive")
    return Evaluation(archive, read_split(run.processed / "test", archive.definition))


def test_the_page_shows_every_test_row_in_both_plots(found: Evaluation) -> None:
    text = page(found, found.as_json())
    assert checked(text).points == {"candidate": 2 * len(found.test)}
    assert f"R² {found.scores['r2']:.3f} on {len(found.test)} test rows" in text
    assert "Champion against challenger" not in text
    assert found.archive.sha256 in text


def test_the_champion_stands_beside_it(found: Evaluation) -> None:
    beside = replace(found, champion=found.target + 1)
    text = page(beside, beside.as_json())
    assert checked(text).points == {"candidate": 3 * len(found.test), "champion": 2 * len(found.test)}
    assert "Champion against challenger" in text


def test_names_and_values_of_the_data_are_text(found: Evaluation) -> None:
    """Whoever brings the data does not write the page."""
    result: dict[str, Any] = found.as_json()
    result["trainyard"]["categories"]["unseen"] = {"<i>": ["<script>x</script>"]}
    result["trainyard"]["errors_by_category"] = {"<b>": [{"value": "<u>", "rows": 1, "mae": 1, "rmse": 1, "bias": 0}]}
    result["trainyard"]["importance"][0]["feature"] = "<script>"
    text = page(found, result)
    checked(text)
    assert "&lt;script&gt;x&lt;/script&gt;" in text
    assert "<u>" not in text


def test_a_model_of_one_value_has_a_page(found: Evaluation) -> None:
    class Constant:
        def predict(self, features: pd.DataFrame) -> np.ndarray:
            return np.full(len(features), 20.0)

    constant = replace(found, archive=replace(found.archive, pipeline=Constant()))
    result = found.as_json()
    checked(page(constant, result))


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0, 1], [0, 0.2, 0.4, 0.6, 0.8, 1]),
        ([-3e6, 4e6], [-2e6, 0, 2e6, 4e6]),
        ([7, 7], [6.8, 6.9, 7, 7.1, 7.2]),
        ([0, 0], [-1, -0.5, 0, 0.5, 1]),
    ],
)
def test_ticks_are_round_and_within_the_scale(values: list[float], ticks: list[float]) -> None:
    assert Axis.over("it", np.array(values, dtype=float)).ticks() == pytest.approx(ticks)


def test_points_are_where_the_scale_says() -> None:
    axis = Axis("it", 0, 10)
    assert (axis.at(0, 46, 348), axis.at(10, 46, 348), axis.at(5, 258, 12)) == (46, 348, 135)
    assert 'd="M197.0 135.0h0"' in scatter(axis, axis, [("candidate", np.array([5.0]), np.array([5.0]))], "diagonal")


def test_a_bar_to_the_left_is_drawn_from_its_end() -> None:
    assert "−0.500 ± 0.000" in bars("it", [("a", -0.5, 0.0)])
