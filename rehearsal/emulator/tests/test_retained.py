"""An update takes the new configuration's counts and weights, or keeps those in service."""

from __future__ import annotations

from typing import Any

import pytest

from trainyard_emulator.sagemaker import retained

WANTED = [
    {"VariantName": "old", "InitialInstanceCount": 1, "InitialVariantWeight": 1.0},
    {"VariantName": "new", "InitialInstanceCount": 1, "InitialVariantWeight": 1.0},
]
SERVED = [{"VariantName": "old", "DesiredInstanceCount": 4, "DesiredWeight": 0.5}]
RETAIN = {"RetainAllVariantProperties": True}


def excluding(name: str) -> dict[str, Any]:
    return RETAIN | {"ExcludeRetainedVariantProperties": [{"VariantPropertyType": name}]}


@pytest.mark.parametrize(
    ("request_", "count", "weight"),
    [
        ({}, 1, 1.0),
        (RETAIN, 4, 0.5),
        (excluding("DesiredInstanceCount"), 1, 0.5),
        (excluding("DesiredWeight"), 4, 1.0),
    ],
)
def test_what_is_retained(request_: dict[str, Any], count: int, weight: float) -> None:
    old, new = retained.variants(WANTED, SERVED, request_)
    assert (old["InitialInstanceCount"], old["InitialVariantWeight"]) == (count, weight)
    assert new == WANTED[1]
