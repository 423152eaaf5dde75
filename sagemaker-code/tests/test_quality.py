"""The metrics of an evaluation."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score

import quality
from quality import METRICS, resampled, scores

TARGET = np.array([1.0, 2.0, 3.0, 4.0])
PREDICTED = np.array([1.0, 2.0, 3.0, 2.0])


def test_values_are_those_of_their_definitions() -> None:
    assert scores(TARGET, PREDICTED, "it") == pytest.approx({"r2": 1 - 4 / 5, "mae": 0.5, "mse": 1.0, "rmse": 1.0})


def test_values_are_scikit_learns_for_large_numbers_too() -> None:
    random = np.random.default_rng(2)
    target = 1e9 + random.normal(size=1000)
    predicted = target + random.normal(size=1000) / 3
    found = scores(target, predicted, "it")
    assert found["r2"] == pytest.approx(r2_score(target, predicted), rel=1e-9)
    assert found["mae"] == pytest.approx(mean_absolute_error(target, predicted), rel=1e-9)
    assert found["mse"] == pytest.approx(mean_squared_error(target, predicted), rel=1e-9)


def test_the_deviation_is_that_of_resampled_rows() -> None:
    """For a mean it is known: the values' deviation by the root of their number."""
    random = np.random.default_rng(5)
    target = random.normal(size=400)
    errors = np.abs(random.normal(size=400))
    assert resampled(target, target + errors, 1).deviation("mae") == pytest.approx(errors.std() / 20, rel=0.2)


@pytest.mark.thorough
def test_an_interval_holds_the_truth_as_often_as_it_says() -> None:
    """95 of 100 samples, give or take what 200 samples can tell."""
    held = 0
    for seed in range(200):
        errors = np.random.default_rng(seed).normal(size=300)
        interval = resampled(np.arange(300.0), np.arange(300.0) + errors, seed).interval("mae")
        assert interval is not None
        held += interval[0] <= np.sqrt(2 / np.pi) <= interval[1]
    assert 0.90 <= held / 200 <= 0.99


def test_the_same_model_twice_differs_by_nothing() -> None:
    random = np.random.default_rng(1)
    target, predicted = random.normal(size=(2, 50))
    one, other = resampled(target, predicted, 3), resampled(target, predicted, 3)
    assert one.interval("r2", other) == pytest.approx([0, 0], abs=1e-12)
    assert resampled(target, predicted, 4).interval("r2") != one.interval("r2")


def test_memory_is_bounded_and_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(1)
    target, predicted = random.normal(size=(2, 30))
    whole = resampled(target, predicted, 3)
    monkeypatch.setattr(quality, "_CELLS", 30 * 7)
    assert all(np.array_equal(whole.values[name], resampled(target, predicted, 3).values[name]) for name in METRICS)


def test_where_a_draw_has_no_score_there_is_no_interval() -> None:
    """Four rows are often drawn the same four times: R² is not defined then, the errors are."""
    draws = resampled(TARGET, PREDICTED, 1)
    assert (draws.deviation("r2"), draws.interval("r2")) == ("NaN", None)
    assert draws.interval("mae") is not None


@pytest.mark.parametrize("predicted", [np.nan, np.inf])
def test_a_score_that_is_not_finite_is_refused(predicted: float) -> None:
    with pytest.raises(ValueError, match=r"(r2|mae) of the test split \(4 rows\) is -?(nan|inf), a finite number"):
        scores(TARGET, np.array([1.0, 2.0, 3.0, predicted]), "the test split")


def test_a_single_row_has_no_r2() -> None:
    with pytest.raises(ValueError, match=r"r2 of it \(1 rows\) is -inf"):
        scores(TARGET[:1], PREDICTED[3:4], "it")
