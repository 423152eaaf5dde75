"""The metrics of an evaluation."""

from __future__ import annotations

import numpy as np
import pytest

from quality import regression_metrics

TARGET = np.array([1.0, 2.0, 3.0, 4.0])
PREDICTED = np.array([1.0, 2.0, 3.0, 2.0])


def test_values_are_those_of_their_definitions() -> None:
    found = {name: metric["value"] for name, metric in regression_metrics(TARGET, PREDICTED, 1).items()}
    assert found == pytest.approx({"r2": 1 - 4 / 5, "mae": 0.5, "mse": 1.0, "rmse": 1.0})


def test_the_deviation_is_that_of_resampled_rows() -> None:
    """For a mean it is known: the values' deviation by the root of their number."""
    random = np.random.default_rng(5)
    target = random.normal(size=400)
    errors = np.abs(random.normal(size=400))
    deviation = regression_metrics(target, target + errors, 1)["mae"]["standard_deviation"]
    assert deviation == pytest.approx(errors.std() / 20, rel=0.2)


def test_the_same_seed_gives_the_same_deviation() -> None:
    assert regression_metrics(TARGET, PREDICTED, 1) == regression_metrics(TARGET, PREDICTED, 1)


def test_a_single_row_has_no_r2() -> None:
    with (
        pytest.warns(UserWarning, match="R\\^2 score is not well-defined"),
        pytest.raises(ValueError, match="r2 of 1 test rows is nan"),
    ):
        regression_metrics(TARGET[:1], PREDICTED[:1], 1)
