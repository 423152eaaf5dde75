"""The commands that a mistake is tried with, the cheapest first: what the list says is the last of them."""

from __future__ import annotations

from dataclasses import dataclass

from seeded_mistakes.mistake import Mistake

# The format is no judge here: an edit of a mistake is not laid out as the formatter wants it. Nor is the list's own:
# it cannot fit a tree where one of its edits was made.
_NO_JUDGES = ("-Dspotless.check.skip=true", "-Dmistakes.skip=true")
_MAVEN = ("./mvnw", "-B", "-q", "-Dstyle.color=never", *_NO_JUDGES, "-Djacoco.skip=true")
_REPOSITORY_TESTS = "integration-tests/repository-tests"
_JAVA = ("config", "infra", "pipeline", "lambdas", "cli")


@dataclass(frozen=True)
class Rung:
    """One command, run in the copy's root."""

    name: str
    command: tuple[str, ...]


def rungs(mistake: Mistake) -> list[Rung]:
    """Return what to run until something fails, in the order in which `./mvnw verify` would meet it."""
    if not mistake.command.startswith("./mvnw"):
        return [Rung(mistake.command.removeprefix("./trainyard "), tuple(mistake.command.split()))]
    modules = sorted({edit.file.split("/")[0] for edit in mistake.edits})
    narrow = [rung for module in modules if module in (*_JAVA, "sagemaker-code") for rung in _rungs_of(module)]
    all_tests = Rung("tests", (*_MAVEN, "-pl", _REPOSITORY_TESTS, "-am", "-DskipITs", "verify"))
    return [*narrow, all_tests, Rung("verify", (*_MAVEN, "verify"))]


def _rungs_of(module: str) -> list[Rung]:
    """Tests of one module alone; of infra first the one that asks AWS's rules of all stages: it takes seconds."""
    if module not in _JAVA:
        return [Rung(module, (".mvn/check-python.sh", module))]
    whole = _tests(module, module, f"dev/trainyard/{module}/**")
    return [_tests("infra, synthesis", module, "AssemblyCheckTest"), whole] if module == "infra" else [whole]


def _tests(name: str, module: str, chosen: str) -> Rung:
    """Some tests of a module; Maven compiles what it needs, and tests none of that."""
    options = (f"-Dtest={chosen}", "-Dsurefire.failIfNoSpecifiedTests=false")
    return Rung(name, (*_MAVEN, "-pl", module, "-am", *options, "test"))
