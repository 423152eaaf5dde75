"""The command line."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from taken_permissions import choice, resources
from taken_permissions.choice import Grant, Unit
from taken_permissions.kept import Kept
from taken_permissions.occasions import Occasions
from taken_permissions.outcomes import outcome_of
from taken_permissions.pipeline import Deployment, Pipeline
from taken_permissions.policies import taken
from taken_permissions.sample import sampled
from taken_permissions.workflow import Workflow

type Run = Workflow | Pipeline | Occasions


def main() -> int:
    """Take each away in turn; 1 where nobody noticed, or somebody else's name was called."""
    asked = _arguments()
    kept = Kept.of(asked.root, asked.tools, asked.account)
    sample = (asked.root / "sagemaker-code/target/sample/auto-mpg.csv").read_text().splitlines()
    runs: dict[Unit, Run] = {
        "workflow": Workflow(kept, asked.app, asked.stage, sample),
        "pipeline": Pipeline(kept, asked.root, asked.app, asked.stage),
        "deployment": Deployment(kept, asked.root, asked.app, asked.stage),
        "occasions": Occasions(kept, asked.app, asked.stage),
    }
    good, said = runs["occasions"].run()
    if not good:
        print(f"what comes of itself went wrong with all permissions in place: {said}", file=sys.stderr)
        return 1
    calls = kept.calls()
    # The occasions come last: they leave a rejected model and failed runs behind.
    order = ("deployment", "pipeline", "workflow", "occasions")
    grants = sorted(choice.used(calls) + resources.grants(kept, calls), key=lambda grant: order.index(grant.unit))
    chosen = sampled(grants) if asked.sample else [grant for grant in grants if _wanted(grant, asked)]
    told = asked.root / ".trainyard" / "bench" / "told"
    outcomes = [_take(kept, runs, grant, told / str(number)) for number, grant in enumerate(chosen, 1)]
    return _summary(outcomes)


def _take(kept: Kept, runs: dict[Unit, Run], grant: Grant, told: Path) -> str:
    begun = time.monotonic()
    with taken(kept, grant):
        before = _refusals(kept, grant)
        succeeded, said = runs[grant.unit].run()
        outcome = outcome_of(grant, succeeded, said, _refusals(kept, grant) > before)
    to = f" to {grant.to}" if grant.to else ""
    seconds = time.monotonic() - begun
    print(f"{told.name:>3} {outcome:8} {seconds:5.0f} s  {grant.name} {grant.action}{to}", flush=True)
    if outcome in ("unnamed", "missed"):
        told.parent.mkdir(parents=True, exist_ok=True)
        told.write_text(said)
        print(f"    what was said: {told}", flush=True)
    return outcome


def _refusals(kept: Kept, grant: Grant) -> int:
    """Return how often the role was refused the action until now, or anybody on the resource."""
    refused = (call for call in kept.calls() if (call["action"], call["decision"]) == (grant.action, "refused"))
    return sum(int(call["count"]) for call in refused if _is_of(grant, call["principal"], call["resources"]))


def _is_of(grant: Grant, principal: str, touched: list[str]) -> bool:
    if grant.kind == "resource":
        return any(resource == grant.holder or resource.startswith(f"{grant.holder}/") for resource in touched)
    return principal == grant.holder


def _summary(outcomes: list[str]) -> int:
    counted = {outcome: outcomes.count(outcome) for outcome in dict.fromkeys(outcomes)}
    asked = len(outcomes) - sum(counted.get(one, 0) for one in ("silent", "either", "unused"))
    noticed = sum(counted.get(one, 0) for one in ("caught", "handled", "told"))
    print(f"noticed {noticed} of {asked} that were asked for again: {counted}")
    return 0 if noticed == asked else 1


def _wanted(grant: Grant, asked: argparse.Namespace) -> bool:
    return asked.role in grant.holder and asked.action in grant.action and asked.unit in grant.unit


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/permissions/run", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--kept", dest="root", type=Path, metavar="DIR", help="the repository that keeps a rehearsal")
    parser.add_argument("--app", default="trainyard")
    parser.add_argument("--stage", default="dev")
    parser.add_argument("--tools", default="111111111111", metavar="ID", help="the pipeline's account")
    parser.add_argument("--account", default="222222222222", metavar="ID", help="the stage's account")
    parser.add_argument("--sample", action="store_true", help="one of each kind of role and of resource's policy")
    parser.add_argument("--role", default="", metavar="PART", help="of roles and resources with this in their ARN")
    parser.add_argument("--action", default="", metavar="PART", help="actions with this in their name")
    parser.add_argument("--unit", default="", help="workflow, pipeline, deployment or occasions: what these use")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
