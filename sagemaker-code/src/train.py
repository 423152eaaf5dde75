"""Training job in script mode: train and validation channels in, a self-contained model directory out.

Reads SM_CHANNEL_TRAIN, SM_CHANNEL_VALIDATION, SM_CHANNEL_BASELINE (where the job has it), SM_MODEL_DIR and SM_HPS, a
JSON object of hyperparameters that come on top of model.yaml's: the config's, or a tuning job's. The toolkit repeats
them as arguments, which are not read: it does not write nested ones as JSON. Checkpoints are in /opt/ml/checkpoints:
beside SM_MODEL_DIR, which has no variable of its own for them.
Prints the line that the job's metric definitions look for:
train:r2=…; validation:r2=…; oof:r2=…; oof:rmse=…; oof:mae=…;
train:r2 and validation:r2 are those of a model fitted on the train channel alone.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pandas as pd

import baseline_profile
import hyperparameters
import model_archive
import model_definition
from checkpoints import DIRECTORY, Checkpoints
from model_definition import ModelDefinition
from tables import read_split
from training import Trained, Training, identity


def main(argv: list[str]) -> int:  # noqa: ARG001 (the toolkit's arguments repeat SM_HPS)
    """Run the job; a wrong hyperparameter is told in one line, any other exception leaves its traceback in the log."""
    signal.signal(signal.SIGTERM, _interrupted)
    source = Path(__file__).resolve().parent
    definition = model_definition.load(source)
    given = hyperparameters.own(json.loads(os.environ.get("SM_HPS", "{}")))
    try:
        hyperparameters.merged(definition.estimator, given)
    except ValueError as problem:
        print(f"train: {problem}", file=sys.stderr)
        return 1
    trained = _trained(definition, given)
    print("; ".join(f"{name}={value:.6f}" for name, value in printed(trained.metrics).items()) + ";")
    directory = Path(os.environ["SM_MODEL_DIR"])
    model_archive.save(directory, source, trained.models, trained.metrics)
    if "SM_CHANNEL_BASELINE" in os.environ:
        baseline_profile.save(Path(os.environ["SM_CHANNEL_BASELINE"]), directory, trained.out_of_fold)
    return 0


def printed(metrics: dict[str, Any]) -> dict[str, float]:
    """The metrics as the job's metric definitions name them."""
    out_of_fold = {f"oof:{name}": metrics["out_of_fold"][name] for name in ("r2", "rmse", "mae")}
    return {"train:r2": metrics["train"]["r2"], "validation:r2": metrics["validation"]["r2"], **out_of_fold}


def _trained(definition: ModelDefinition, given: dict[str, Any]) -> Trained:
    train, validation = (_channel(name, definition) for name in ("TRAIN", "VALIDATION"))
    directory = Path(os.environ["SM_MODEL_DIR"]).parent / DIRECTORY
    checkpoints = Checkpoints(directory, identity(definition, given, train, validation))
    return Training(definition, given, checkpoints).run(train, validation)


def _channel(name: str, definition: ModelDefinition) -> pd.DataFrame:
    variable = f"SM_CHANNEL_{name}"
    if variable not in os.environ:
        channels = sorted(key for key in os.environ if key.startswith("SM_CHANNEL_"))
        raise LookupError(f"{variable} is not set: the job wants a channel {name.lower()}, and has {channels}")
    return read_split(Path(os.environ[variable]), definition)


def _interrupted(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    """SageMaker's notice, 120 s before SIGKILL: what is done is in the checkpoints already, so end at once."""
    print("train: SIGTERM: ends here; the checkpoints hold what is done", file=sys.stderr, flush=True)
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
