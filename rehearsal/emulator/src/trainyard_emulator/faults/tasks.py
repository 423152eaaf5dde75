"""Which task of a state machine runs here, and what may strike it."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from ministack.services import stepfunctions

from trainyard_emulator import seams

SAGEMAKER = "arn:aws:states:::sagemaker:"
SDK = "arn:aws:states:::aws-sdk:"


@dataclass(frozen=True)
class Task:
    """A task state of an execution, given by its ARN."""

    execution: str
    state: str

    def __str__(self) -> str:
        """Return how a strike names it."""
        machine, run = self.execution.split(":")[-2:]
        return f"{self.state} of {machine}, run {run}"


Strike = Callable[[Task, str, dict[str, Any]], None]
_task: ContextVar[Task | None] = ContextVar("trainyard_task", default=None)


def install() -> None:
    """Note each task for what runs under it."""
    seams.replace(stepfunctions, "_execute_task", _noting)


def current_run() -> str:
    """Return the ARN of the execution that the current thread works for; `no workflow` outside of one."""
    task = _task.get()
    return task.execution if task else "no workflow"


def current() -> Task | None:
    """Return the task that the current thread works for."""
    return _task.get()


def before_each(strike: Strike) -> None:
    """Have `strike` called with task, resource and arguments before each attempt; it strikes by raising."""

    def around(original: Any) -> Any:
        def invoke(resource: str, arguments: Any) -> Any:
            if task := _task.get():
                strike(task, resource, arguments if isinstance(arguments, dict) else {})
            return original(resource, arguments)

        return invoke

    seams.replace(stepfunctions, "_invoke_resource", around)


def operation(resource: str) -> str:
    """Return a resource's operation: `CreateTrainingJob` of `arn:aws:states:::sagemaker:createTrainingJob.sync`."""
    name = resource.rsplit(":", 1)[-1].partition(".")[0]
    return name[:1].upper() + name[1:]


def _noting(original: Any) -> Any:
    def execute(definition: Any, given: Any, execution: Any, context: Any) -> Any:
        name = ((context or {}).get("State") or {}).get("Name", "")
        token = _task.set(Task(execution["executionArn"], name) if execution else None)
        try:
            return original(definition, given, execution, context)
        finally:
            _task.reset(token)

    return execute
