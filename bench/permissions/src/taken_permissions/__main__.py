"""The command line."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from taken_permissions import choice
from taken_permissions.choice import Grant, Unit
from taken_permissions.kept import Kept
from taken_permissions.pipeline import Pipeline
from taken_permissions.policies import taken
from taken_permissions.workflow import Workflow


def main() -> int:
    """Take each away in turn; 1 where nobody noticed, or somebody else's name was called."""
    asked = _arguments()
    kept = Kept.of(asked.root, asked.tools, asked.account)
    sample = (asked.root / "sagemaker-code/target/sample/auto-mpg.csv").read_text().splitlines()
    runs: dict[Unit, Workflow | Pipeline] = {
        "workflow": Workflow(kept, asked.app, asked.stage, sample),
        "pipeline": Pipeline(kept, asked.root, asked.app, asked.stage),
    }
    grants = choice.used(kept.calls())
    chosen = choice.sampled(grants) if asked.sample else [grant for grant in grants if _wanted(grant, asked)]
    outcomes: list[str] = []
    for number, grant in enumerate(chosen, 1):
        begun = time.monotonic()
        with taken(kept.client("iam", grant.account), grant.name, grant.action, set(grant.others)):
            before = _refusals(kept, grant)
            succeeded, said = runs[grant.unit].run()
            outcome = _outcome(grant, succeeded, said, _refusals(kept, grant) > before)
        outcomes.append(outcome)
        seconds = time.monotonic() - begun
        print(f"{number:3}/{len(chosen)} {outcome:8} {seconds:5.0f} s  {grant.name} {grant.action}", flush=True)
    return _summary(outcomes)


def _refusals(kept: Kept, grant: Grant) -> int:
    """Return how often the role was refused the action until now."""
    mine = (call for call in kept.calls() if (call["principal"], call["action"]) == (grant.role, grant.action))
    return sum(int(call["count"]) for call in mine if call["decision"] == "refused")


def _summary(outcomes: list[str]) -> int:
    counted = {outcome: outcomes.count(outcome) for outcome in dict.fromkeys(outcomes)}
    asked = len(outcomes) - counted.get("silent", 0) - counted.get("unused", 0)
    noticed = counted.get("caught", 0) + counted.get("handled", 0)
    print(f"noticed {noticed} of {asked} that were asked for again: {counted}")
    return 0 if noticed == asked else 1


def _outcome(grant: Grant, succeeded: bool, said: str, asked_again: bool) -> str:
    """Say what came of it; a run that succeeded may have caught the refusal itself, as AWS would have let it."""
    named = grant.name in said and f"not authorized to perform: {grant.action} on resource: " in said
    if not succeeded:
        return "caught" if named else "unnamed"
    if grant.action in choice.SILENT:
        return "silent"
    if not asked_again:
        return "unused"
    return "handled" if named else "missed"


def _wanted(grant: Grant, asked: argparse.Namespace) -> bool:
    return asked.role in grant.name and asked.action in grant.action and asked.unit in grant.unit


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/permissions/run", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--kept", dest="root", type=Path, metavar="DIR", help="the repository that keeps a rehearsal")
    parser.add_argument("--app", default="trainyard")
    parser.add_argument("--stage", default="dev")
    parser.add_argument("--tools", default="111111111111", metavar="ID", help="the pipeline's account")
    parser.add_argument("--account", default="222222222222", metavar="ID", help="the stage's account")
    parser.add_argument("--sample", action="store_true", help="ten, over all kinds of role")
    parser.add_argument("--role", default="", metavar="PART", help="of roles with this in their name")
    parser.add_argument("--action", default="", metavar="PART", help="actions with this in their name")
    parser.add_argument("--unit", default="", help="workflow or pipeline: what these use")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
