"""Rehearse the example `watched`, then show its watch: the same traffic, worse answers, other traffic."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml
from trainyard_examples import examples
from trainyard_examples.clone import Clone

from trainyard_drift.cars import Cars
from trainyard_drift.stage import Stage, until

EXAMPLE = "watched"
ACCOUNT = "999999999999"
# Of the alarms' descriptions.
WORSE = "answers are worse than in training"
OTHER = "not what its model was trained on"


def main() -> int:
    """Return 0 where every watch ends as it should."""
    parser = argparse.ArgumentParser(prog="bench/drift/run", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help=argparse.SUPPRESS)
    root = parser.parse_args().root
    clone = Clone.of(root, root / ".trainyard" / "bench" / "drift")
    try:
        clone.build()
        configure(root / "config" / "examples", clone.directory / "config")
        log = clone.rehearse(EXAMPLE, "--keep").read_text()
        if log.split()[-1] != "0":
            sys.exit(f"the rehearsal is red:\n{log}")
        return show(clone.directory)
    finally:
        subprocess.run(["./trainyard", "stop"], cwd=clone.directory, check=False)
        shutil.rmtree(clone.directory)


def configure(directory: Path, config: Path) -> None:
    """Make the example the only stage, without its other triggers: new data would start a run before drift does."""
    examples.write(directory, [EXAMPLE], config)
    file = config / "stages" / f"{EXAMPLE}.yaml"
    stage = yaml.safe_load(file.read_text())
    del stage["triggers"]
    file.write_text(yaml.safe_dump(stage, sort_keys=False))


def show(repository: Path) -> int:
    """Send traffic, watch, print a line for each; return 0 if all is as expected."""
    stage = Stage(repository / ".trainyard" / "rehearsal" / "ready.json", EXAMPLE, ACCOUNT)
    cars = Cars.of(repository / "sagemaker-code" / "target" / "sample" / "auto-mpg.csv")
    same = watched(stage, cars, "same", heavier=0, further=0)
    worse = watched(stage, cars, "worse", heavier=0, further=-10)
    stage.more_data(cars)
    heavier = watched(stage, cars, "heavier", heavier=1500, further=0)
    expected = [
        same == Outcome(drift=False, quality=False, told="", runs=()),
        worse == Outcome(drift=False, quality=True, told=WORSE, runs=("unchanged",)),
        (heavier.drift, heavier.told, heavier.runs) == (True, OTHER, ("trained",)),
    ]
    return 0 if all(expected) else 1


@dataclass(frozen=True)
class Outcome:
    """What the watch said of some traffic, what people were told, and what became of the runs that drift started."""

    drift: bool
    quality: bool
    told: str
    runs: tuple[str, ...]


def watched(stage: Stage, cars: Cars, name: str, heavier: int, further: float) -> Outcome:
    """Send traffic, and the truth of it, run the watch, and wait for what follows from its alarms."""
    before = len(stage.retrainings())
    stage.told()
    stage.traffic(cars, name, heavier)
    stage.truth(name, cars.truth(name, further))
    verdict = stage.watch()
    drift, quality = bool(verdict["drift"]), bool(verdict["quality"])
    if drift or quality:
        until(lambda: len(stage.retrainings()) > before)
    runs = stage.retrainings()
    ends = tuple(stage.outcome(arn) for arn in runs[: len(runs) - before])
    heard = stage.told()
    found = Outcome(drift, quality, next((words for words in (OTHER, WORSE) if words in heard), ""), ends)
    print(f"{name}: {found}: {verdict['reasons']}", flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
