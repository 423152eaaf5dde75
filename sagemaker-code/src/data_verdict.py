"""rejected/verdict.json (contract data-verdict): whether the data can be learnt from, and if not, why.

The workflow reads it and ends there. The job itself succeeds: of one that fails SageMaker need not keep the outputs,
and the table of what is wrong in which rows would be lost.
"""

from __future__ import annotations

import json
from pathlib import Path

from row_checks import REJECTED

FILE_NAME = "verdict.json"
_TOLD = 20


def write(output: Path, reasons: list[str]) -> None:
    """Write it below the job's output; no reasons, no refusal."""
    told = reasons[:_TOLD]
    if len(reasons) > _TOLD:
        told.append(f"… and {len(reasons) - _TOLD} more: all of them are in the job's log")
    file = output / REJECTED / FILE_NAME
    file.parent.mkdir(parents=True, exist_ok=True)
    verdict = {"accepted": not reasons, "reasons": told}
    file.write_text(json.dumps(verdict, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
