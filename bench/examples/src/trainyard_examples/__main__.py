"""Rehearse each example as the last stage of a pipeline of its own; print a table, fail if one is red."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path

from trainyard_examples import examples, table
from trainyard_examples.clone import Clone


def main() -> int:
    """Return 0 if all are green."""
    parser = argparse.ArgumentParser(prog="bench/examples/run", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--keep", action="store_true", help="keep the copy with its reports and logs")
    parser.add_argument("example", nargs="*", help="stages of config/examples (all)")
    options = parser.parse_args()
    directory = options.root / "config" / "examples"
    if unknown := set(options.example) - set(examples.names(directory)):
        parser.error(f"no example {', '.join(sorted(unknown))}; there are {', '.join(examples.names(directory))}")
    clone = Clone.of(options.root, options.root / ".trainyard" / "bench" / "examples")
    try:
        clone.build()
        rows = [rehearse(clone, directory, name) for name in options.example or examples.names(directory)]
    finally:
        if not options.keep:
            shutil.rmtree(clone.directory)
    print(table.render(rows))
    return 0 if all(row.is_green for row in rows) else 1


def rehearse(clone: Clone, directory: Path, name: str) -> table.Row:
    """Make the example the last stage of the clone's config and rehearse."""
    print(f"▸ {name}", file=sys.stderr, flush=True)
    began = time.monotonic()
    examples.write(directory, examples.stages_for(directory, name), clone.directory / "config")
    log = clone.rehearse(name)
    return table.Row.of(name, time.monotonic() - began, log)


if __name__ == "__main__":
    sys.exit(main())
