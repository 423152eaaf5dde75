"""A state machine's definition is judged before the machine is made or changed, by whichever API and by CloudFormation.

Judges: npm's asl-validator for the language (schema, transitions), MiniStack's JSONata parser, and here the fields that
one query language has and the other has not.
Sources: https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html (InvalidDefinition)
and https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html (fields of each query language).
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ministack.services import stepfunctions
from ministack.services.cloudformation import provisioners

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.validation import workers

_SCRIPT = Path(workers.__file__).with_name("asl.js")
_ONLY_JSONPATH = ("InputPath", "Parameters", "ResultSelector", "ResultPath", "OutputPath", "ItemsPath")
_ONLY_JSONATA = ("Arguments", "Output")
LARGEST_BYTES = 1_048_576


def install(_context: Context) -> None:
    """Stand before both operations, and where CloudFormation reads a template's definition."""
    seams.require(stepfunctions, "_validate_definition_jsonata")
    problems = functools.lru_cache(maxsize=256)(functools.partial(_problems, workers.Worker(["node", str(_SCRIPT)])))
    for operation in ("_create_state_machine", "_update_state_machine"):
        seams.replace(stepfunctions, operation, lambda own: functools.partial(_of_the_api, own, problems))
    seams.replace(provisioners, "_sfn_definition", lambda own: functools.partial(_of_a_template, own, problems))


def _of_the_api(own: Any, problems: Any, data: dict[str, Any]) -> Any:
    if refusal := problems(data["definition"]) if data.get("definition") is not None else "":
        return wire.json_error("InvalidDefinition", f"Invalid State Machine Definition: '{refusal}'")
    return own(data)


def _of_a_template(own: Any, problems: Any, properties: Mapping[str, Any]) -> str:
    definition: str = own(properties)
    if refusal := problems(definition):
        raise ValueError(f"Invalid State Machine Definition: '{refusal}' (Service: Sfn, Status Code: 400)")
    return definition


def _problems(worker: workers.Worker, definition: str) -> str:
    """Return what is wrong with a definition, empty if nothing is."""
    if (size := len(definition.encode())) > LARGEST_BYTES:
        return f"the definition has {size} bytes, {LARGEST_BYTES} are the most"
    if expression := stepfunctions._validate_definition_jsonata(definition):
        return " ".join(str(expression).split())
    foreign = list(foreign_fields(_parsed(definition)))
    return "; ".join(foreign or worker.ask(definition))


def _parsed(definition: str) -> Any:
    try:
        return json.loads(definition)
    except ValueError:
        return {}  # asl-validator says where


def foreign_fields(definition: Any, path: str = "", language: str = "JSONPath") -> Iterator[str]:
    """Say which states have fields of the other query language."""
    if isinstance(definition, list):
        for number, item in enumerate(definition):
            yield from foreign_fields(item, f"{path}/{number}", language)
    if not isinstance(definition, dict):
        return
    language = str(definition.get("QueryLanguage", language))
    for name, state in (definition.get("States") or {}).items():
        yield from _of_state(name, state, f"{path}/States/{name}", language)


def _of_state(name: str, state: Any, path: str, language: str) -> Iterator[str]:
    if not isinstance(state, dict):
        return
    language = str(state.get("QueryLanguage", language))
    for field in _ONLY_JSONPATH if language == "JSONata" else _ONLY_JSONATA:
        if field in state:
            yield (
                f"SCHEMA_VALIDATION_FAILED: The field '{field}' is not supported when the QueryLanguage is {language} "
                f"at {path}/{field}"
            )
    for member in ("Branches", "ItemProcessor", "Iterator"):
        yield from foreign_fields(state.get(member), f"{path}/{member}", language)
