"""How many rows went where, and whether that is data to learn from. No row may be lost."""

from __future__ import annotations

from dataclasses import dataclass

from hash_split import SPLITS
from model_definition import ModelDefinition
from raw_data import DataProblem
from row_checks import REJECTED, WITHOUT_TARGET

MINIMUM_ROWS = {"train": 50, "validation": 10, "test": 10}


@dataclass(frozen=True)
class Counts:
    """Rows by outcome."""

    rows: dict[str, int]

    def of(self, outcome: str) -> int:
        """Rows with this outcome."""
        return self.rows.get(outcome, 0)

    @property
    def total(self) -> int:
        return sum(self.rows.values())

    def account(self, read: int, written: dict[str, int], definition: ModelDefinition) -> str:
        """Where every row that was read is now. Raise RuntimeError where the files do not hold them all."""
        parts = {**written, REJECTED: self.of(REJECTED), WITHOUT_TARGET: self.of(WITHOUT_TARGET)}
        line = " + ".join(f"{rows} {outcome}" for outcome, rows in parts.items())
        if sum(parts.values()) != read:
            raise RuntimeError(f"rows were lost: read {read}, but {line} make {sum(parts.values())}")
        left_out = f"left out {self.of(WITHOUT_TARGET)} without {definition.target.name}"
        return f"preprocess: read {read} rows, {left_out}\npreprocess: {read} rows = {line}"


def refuse_data(
    counts: Counts, missing: dict[str, float], definition: ModelDefinition, max_bad_share: float, mostly: str
) -> None:
    """Raise DataProblem with everything that is wrong with the data as a whole.

    `missing` is a share by feature, `mostly` says which columns the rejected rows are wrong in.
    """
    problems = []
    bad = counts.of(REJECTED) / max(counts.total, 1)
    if bad > max_bad_share:
        problems.append(
            f"{counts.of(REJECTED)} of {counts.total} rows ({bad:.2%}) are not what model.yaml allows, "
            f"at most {max_bad_share:.2%} may be (data.maxBadShare): mend the data, or model.yaml; mostly {mostly}"
        )
    for feature in definition.features:
        if missing[feature.name] > feature.maximum_missing_share:
            problems.append(
                f"column {feature.name} has no value in {missing[feature.name]:.2%} of the rows, "
                f"at most {feature.maximum_missing_share:.2%} are allowed (maximumMissingShare in model.yaml)"
            )
    problems += [_too_few(split, counts, definition) for split in SPLITS if counts.of(split) < MINIMUM_ROWS[split]]
    if problems:
        raise DataProblem("\n".join(problems))


def _too_few(split: str, counts: Counts, definition: ModelDefinition) -> str:
    return (
        f"the {split} split has {counts.of(split)} rows, at least {MINIMUM_ROWS[split]} are needed: "
        f"{sum(counts.of(split) for split in SPLITS)} rows to use are too few, or {', '.join(definition.row_key)} "
        "(rowKey) does not tell rows apart"
    )
