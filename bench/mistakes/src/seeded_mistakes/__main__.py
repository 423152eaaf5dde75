"""Print the table of the README."""

from __future__ import annotations

from seeded_mistakes import mistake, table

if __name__ == "__main__":
    print(table.render(mistake.load()), end="")
