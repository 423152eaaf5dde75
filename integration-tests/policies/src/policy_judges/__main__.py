"""Judge every policy of the templates given: a line for each finding without an answer, and for each stale answer."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from policy_judges import accepted, linter, policies, published
from policy_judges.references import Template

ANSWERS = Path(__file__).parents[2] / "accepted.yaml"


def judged(templates: Mapping[str, Template]) -> Iterator[accepted.Finding]:
    """Return what either judge finds."""
    for policy in policies.of_templates(templates):
        for judge, findings in (("published", published.findings), ("parliament", linter.findings)):
            yield from (accepted.Finding(judge, policy.holder, words) for words in findings(policy))


def main(arguments: list[str]) -> int:
    """Return 0 where every finding has its answer and every answer its finding, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="policy_judges", description=__doc__)
    parser.add_argument("assemblies", nargs="+", type=Path, help="directories of *.template.json, searched in depth")
    files = [file for each in parser.parse_args(arguments).assemblies for file in each.rglob("*.template.json")]
    templates = {str(file): json.loads(file.read_text("utf-8")) for file in files}
    unanswered, stale = accepted.differences(judged(templates), accepted.read(ANSWERS))
    for words in sorted({str(each) for each in unanswered}):
        print(words)
    for answer in stale:
        print(f"accepted.yaml: nobody finds this any more: {answer}")
    print(f"{sum(1 for _ in policies.of_templates(templates))} policies judged", file=sys.stderr)
    return 1 if unanswered or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
