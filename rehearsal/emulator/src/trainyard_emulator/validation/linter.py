"""Reads `{"template": text, "region": …}` a line, answers a list of `{"rule": …, "message": …, "path": […]}` a line.

A script of its own, run by the Python environment of lint.lock: cfn-lint is no library of the stand-in's.
Errors alone: what cfn-lint calls a warning or a hint, AWS deploys.
Source: https://github.com/aws-cloudformation/cfn-lint, whose schemas are AWS's own of the resource types.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from cfnlint.api import lint
from cfnlint.config import ManualArgs

# Its hint I1022, which cfn-lint 1.58.0 calls an error within a pipeline action's role (rules/functions/SubNotJoin.py
# under rules/resources/codepipeline/PipelineActionConfiguration.py): CDK joins the ARNs of other accounts' roles.
_NO_ERROR = ("E3703", "Prefer using Fn::Sub over Fn::Join with an empty delimiter")


def problems(template: str, region: str) -> list[dict[str, Any]]:
    """Return what cfn-lint calls an error, in its order."""
    return [
        {"rule": found.rule.id, "message": found.message, "path": [str(part) for part in found.path or []]}
        for found in lint(template, config=ManualArgs(regions=[region]))
        if found.rule.id.startswith("E") and (found.rule.id, found.message) != _NO_ERROR
    ]


def main() -> None:
    """Answer until stdin ends."""
    for line in sys.stdin:
        question = json.loads(line)
        print(json.dumps(problems(question["template"], question["region"])), flush=True)


if __name__ == "__main__":
    main()
