"""The jobs end to end: on the sample, and on other data by another model.yaml alone."""

from __future__ import annotations

import pytest
from runs import Run, check_contract, read


def test_the_out_of_fold_score_is_what_the_sample_is_known_for(run: Run) -> None:
    assert 0.84 <= read(run.evaluation / "evaluation.json")["trainyard"]["out_of_fold"]["r2"] <= 0.90


@pytest.mark.parametrize("contract", ["evaluation", "smoke"])
def test_evaluation_keeps_its_contracts(run: Run, contract: str) -> None:
    check_contract(read(run.evaluation / f"{contract}.json"), contract)


def test_the_smoke_request_is_a_request(run: Run) -> None:
    check_contract(read(run.evaluation / "smoke.json")["request"], "inference-request")


def test_every_row_with_a_target_is_in_one_split(run: Run) -> None:
    rows = read(run.evaluation / "evaluation.json")["trainyard"]["rows"]
    assert sum(rows.values()) == 398
