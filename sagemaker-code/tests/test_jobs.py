"""The jobs end to end on the sample, and what they write against the contracts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conftest import Run


def read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def test_the_out_of_fold_score_is_what_the_sample_is_known_for(run: Run) -> None:
    assert 0.84 <= read(run.evaluation / "evaluation.json")["trainyard"]["out_of_fold"]["r2"] <= 0.90


def test_every_row_with_a_target_is_in_one_split(run: Run) -> None:
    rows = read(run.evaluation / "evaluation.json")["trainyard"]["rows"]
    assert sum(rows.values()) == 398
