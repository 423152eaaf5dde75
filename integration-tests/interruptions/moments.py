"""The moments at which a rehearsal is ended: in each of its parts, by each means where processes of its own begin."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Moment:
    """When, and how: `words` on the terminal, then `after` seconds, then `by`."""

    name: str
    words: str
    by: str = "Ctrl-C"
    after: float = 0.3
    built: bool = False
    touch: bool = False
    arguments: tuple[str, ...] = ()


MOMENTS = [
    Moment("packaging", r"packaging", touch=True, after=2),
    Moment("stand-in starts", r"source packed"),
    Moment("bootstrap", r"accounts bootstrapped", after=0.5),
    Moment("synthesis", r"pipeline synthesized"),
    Moment("first deployment", r"pipeline deployed"),
    Moment("Build", r"Build/Build", built=True, after=20),
    Moment("SelfMutate", r"UpdatePipeline/SelfMutate", after=1),
    Moment("Assets", r"Assets/FileAssets", after=1),
    Moment("a Prepare", r"dev/trainyard-dev-network\.Prepare"),
    Moment("training", r"dev/Release \(Train\)", after=1),
    Moment("Verify", r"dev/Verify", after=2),
    Moment("approval", r"approve or reject\?"),
    Moment("stand-in starts", r"source packed", by="kill", after=1),
    Moment("SelfMutate", r"UpdatePipeline/SelfMutate", by="kill", after=1),
    Moment("training", r"dev/Release \(Train\)", by="kill", after=1),
    Moment("stand-in starts", r"source packed", by="kill -9", after=1),
    Moment("SelfMutate", r"UpdatePipeline/SelfMutate", by="kill -9", after=1),
    Moment("training", r"dev/Release \(Train\)", by="kill -9", after=1),
]
FINAL = Moment("(a whole run to dev afterwards)", r"^$", arguments=("--until", "dev"))
