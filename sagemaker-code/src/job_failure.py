"""What a processing job fails of, where people look: in its log, and as the ExitMessage of the job.

SageMaker puts the first kilobyte of /opt/ml/output/message there (developer guide, byoc-metadata); the job's
TRAINYARD_MESSAGE names that file. Without it the job would say no more than that there is a log.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "TRAINYARD_MESSAGE"
_LONGEST = 1024


def told(program: str, problem: Exception) -> int:
    """Say it, a line each with the program's name. Returns the exit code."""
    text = "\n".join(f"{program}: {line}" for line in str(problem).splitlines())
    print(text, file=sys.stderr)
    if file := os.environ.get(VARIABLE):
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_bytes(text.encode()[:_LONGEST].decode(errors="ignore").encode())
    return 1
