"""Which stages a rehearsal of an example needs, and what is read of its log."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from trainyard_examples import examples, table

EXAMPLES = Path(__file__).parents[3] / "config" / "examples"


@pytest.mark.parametrize(("name", "stages"), [("canary", ["canary"]), ("promote", ["minimal", "promote"])])
def test_an_example_has_the_stage_before_where_it_takes_its_model(name: str, stages: list[str]) -> None:
    assert examples.stages_for(EXAMPLES, name) == stages


def test_the_config_has_these_stages_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "stages").mkdir()
    (tmp_path / "stages" / "prod.yaml").write_text("stage: prod\n")

    examples.write(EXAMPLES, ["minimal", "promote"], tmp_path)

    assert yaml.safe_load((tmp_path / "pipeline.yaml").read_text())["stages"] == ["minimal", "promote"]
    assert {file.name for file in (tmp_path / "stages").iterdir()} == {"minimal.yaml", "promote.yaml"}


@pytest.mark.parametrize(
    ("log", "outcome"),
    [
        ("▸ a\n✓ all\n\n0\n", "green"),
        ("▸ a\n ✗ ab/Release  3 s\nmore\n\n1\n", "red: ✗ ab/Release  3 s"),
        ("no such thing\n\n2\n", "red: no such thing"),
        ("\n2\n", "red: no output"),
    ],
)
def test_the_outcome_is_the_exit_code_and_the_first_that_failed(tmp_path: Path, log: str, outcome: str) -> None:
    (tmp_path / "log").write_text(log)

    assert table.Row.of("ab", 1, tmp_path / "log").outcome == outcome


def test_the_table_has_a_line_for_each() -> None:
    rows = [table.Row("ab", 61.4, "green"), table.Row("canary", 5, "red: x")]

    assert table.render(rows) == "example  seconds  outcome\nab            61  green\ncanary         5  red: x"
