"""What a rehearsal under a fault left, against what its outcome allows: never half a model, never a lost endpoint."""

from __future__ import annotations

from dataclasses import dataclass

from trainyard_faults.matrix import Case

CODES = {"recovers": 4, "notified": 1, "red": 1, "unstruck": 5}


@dataclass(frozen=True)
class Found:
    """What was seen after the rehearsal; `before` is the configuration that served before, empty where none did."""

    exit_code: int
    log: str
    strikes: dict[str, int]
    approvals: list[str]
    served: tuple[str, str]
    answers: bool
    lock_holders: list[str]
    told: bool
    stacks: dict[str, str]
    before: str = ""


def problems(case: Case, found: Found) -> list[str]:
    """Return what is not as the outcome says; empty: all is."""
    return [
        *_run(case, found),
        *_serving(case, found),
        *(
            ["the registry holds a package that waits for approval"]
            if "PendingManualApproval" in found.approvals
            else []
        ),
        *(f"the lock is held by {holder}" for holder in found.lock_holders),
    ]


def _run(case: Case, found: Found) -> list[str]:
    said = []
    if found.exit_code != CODES[case.outcome]:
        said.append(f"exit code {found.exit_code} instead of {CODES[case.outcome]}")
    for fault in case.faults:
        if (found.strikes.get(fault, 0) > 0) != (case.outcome != "unstruck"):
            said.append(f"{fault} struck {found.strikes.get(fault, 0)} times")
    if _fails(case) and not any(words in found.log for words in case.words):
        said.append(f"the failure says none of {case.words}")
    if case.outcome == "notified" and not found.told:
        said.append("nobody was told")
    if case.outcome == "red" and "UPDATE_ROLLBACK_COMPLETE" not in found.stacks.values():
        said.append(f"no stack went back: {found.stacks}")
    return said


def _serving(case: Case, found: Found) -> list[str]:
    status, config = found.served
    if not _fails(case):
        said = [] if "Approved" in found.approvals else ["no package is approved"]
        return said if status == "InService" and found.answers else [*said, f"the endpoint is {status}, or mute"]
    if found.before:
        as_before = status == "InService" and config == found.before and found.answers
        return [] if as_before else [f"the endpoint is {status} on {config}, before it served {found.before}"]
    return [] if status == "Absent" else [f"an endpoint that is {status} was left"]


def _fails(case: Case) -> bool:
    return case.outcome in ("notified", "red")
