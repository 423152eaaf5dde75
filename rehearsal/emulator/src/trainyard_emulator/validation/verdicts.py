"""Verdicts that are kept: the same judge says the same of the same question, in the next rehearsal too."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Verdicts:
    """Answers of a judge, each in a file under the hash of its question; the folder belongs to one version of it."""

    def __init__(self, folder: Path, judge: str, ask: Callable[[Any], Any]) -> None:
        """`judge` is what else the answers depend on, such as the judge's own source."""
        self._folder = folder
        self._judge = judge
        self._ask = ask

    def of(self, question: Any) -> Any:
        """Return the verdict, asked for at the first time."""
        key = hashlib.sha256(json.dumps([self._judge, question], sort_keys=True).encode()).hexdigest()
        file = self._folder / f"{key}.json"
        if file.is_file():
            return json.loads(file.read_text())
        answer = self._ask(question)
        self._keep(file, answer)
        return answer

    def _keep(self, file: Path, answer: Any) -> None:
        """Put the file there whole: several rehearsals may share the folder."""
        file.parent.mkdir(exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(descriptor, "w") as half:
            json.dump(answer, half)
        Path(name).replace(file)
