"""bench/serving/run [--rounds N] | --fuzz N [--seed S]: trains the sample's model, then measures or fuzzes."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import sys
import tempfile
from pathlib import Path

from runs import CONTRACTS, EXAMPLE, read, run_under
from served import serving

from packing import sample
from packing.definition import rendered
from serving_bench import latency, servers
from serving_bench.fuzz import fuzz

SEED = 20261121


def main(argv: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench/serving/run")
    parser.add_argument("--rounds", type=int, default=2000, help="predictions each way")
    parser.add_argument("--fuzz", type=int, help="instead: so many wrong requests")
    parser.add_argument("--seed", type=int, default=SEED, help="of the fuzz")
    parser.add_argument("--toolkit", type=Path, help="interpreter with AWS's server")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        smoke = _trained(root)
        with serving(root / "model") as served:
            if arguments.fuzz:
                print(fuzz(served, smoke["instances"][0], arguments.fuzz, arguments.seed))
                return 0
            ways = {"bare": servers.bare(root / "model"), "inference.py, rehearsal's server": servers.rehearsal(served)}
            with servers.toolkit(arguments.toolkit, root) as ways["inference.py, AWS's server"]:
                print(latency.table(latency.measure(ways, json.dumps(smoke).encode(), arguments.rounds)))
    return 0


def _trained(root: Path) -> dict[str, list[dict[str, object]]]:
    """The sample's model under root/model; its smoke request."""
    sample.write(root / "raw" / "auto-mpg.csv")
    definition = rendered(EXAMPLE, CONTRACTS / "model.schema.json")
    with contextlib.redirect_stdout(io.StringIO()):
        run = run_under(root, definition, root / "raw")
    request: dict[str, list[dict[str, object]]] = read(run.evaluation / "smoke.json")["request"]
    return request


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
