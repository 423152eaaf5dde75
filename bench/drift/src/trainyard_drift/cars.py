"""The sample's cars as requests, and what became true of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FEATURES = ("Cylinders", "Displacement", "Horsepower", "Weight_in_lbs", "Acceleration", "Year", "Origin")
TARGET = "Miles_per_Gallon"
ROWS_A_REQUEST = 10


@dataclass(frozen=True)
class Cars:
    """Rows of the sample, ten in a request."""

    rows: list[dict[str, str]]

    @staticmethod
    def of(sample: Path) -> Cars:
        """Read the sample's CSV, whose header names FEATURES and TARGET."""
        with sample.open(encoding="utf-8", newline="") as file:
            return Cars(list(csv.DictReader(file)))

    def requests(self, name: str, heavier: int) -> Iterator[tuple[str, str]]:
        """Yield inference id and CSV body of each request; every car weighs `heavier` pounds more than it does."""
        for start in range(0, len(self.rows), ROWS_A_REQUEST):
            cars = [row | {"Weight_in_lbs": str(int(row["Weight_in_lbs"]) + heavier)} for row in self._from(start)]
            lines = [",".join(car[feature] for feature in FEATURES) for car in cars]
            yield f"{name}-{start // ROWS_A_REQUEST}", "\n".join(lines)

    def truth(self, name: str, further: float) -> str:
        """Return ground truth of these requests, JSON lines: miles per gallon, and `further` on top of the sample's."""
        lines = [
            {
                "inferenceId": f"{name}-{place // ROWS_A_REQUEST}",
                "row": place % ROWS_A_REQUEST,
                "target": float(row[TARGET]) + further,
            }
            for place, row in enumerate(self.rows)
            if row[TARGET]
        ]
        return "".join(json.dumps(line) + "\n" for line in lines)

    def most(self) -> str:
        """Return the first three quarters of the rows as a CSV file: another data set, and enough of one."""
        file = io.StringIO()
        writer = csv.DictWriter(file, list(self.rows[0]))
        writer.writeheader()
        writer.writerows(self.rows[: len(self.rows) * 3 // 4])
        return file.getvalue()

    def _from(self, start: int) -> list[dict[str, str]]:
        return self.rows[start : start + ROWS_A_REQUEST]
