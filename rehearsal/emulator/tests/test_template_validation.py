"""What CloudFormation and Step Functions refuse before anything is made."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from roles import make_role, service
from stacks import Stack
from stand_in import DEV, StandIn
from trainyard_emulator.step_functions.definitions import foreign_fields
from trainyard_emulator.validation.verdicts import Verdicts

MARK = {"aws:cdk:path": "app/dev/data/Raw"}
GOOD: dict[str, Any] = {
    "QueryLanguage": "JSONata",
    "StartAt": "Look",
    "States": {"Look": {"Type": "Pass", "Output": "{% $states.input.a = 1 %}", "End": True}},
}


@pytest.fixture
def stack(stand_in: StandIn) -> Stack:
    return Stack(stand_in)


def change(definition: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The definition with other fields in its one state; None takes one away."""
    state = {**definition["States"]["Look"], **fields}
    return {**definition, "States": {"Look": {name: value for name, value in state.items() if value is not None}}}


BAD = {
    "dangling": (change(GOOD, Next="Nowhere", End=None), "Nowhere"),
    "expression": (change(GOOD, Output="{% $states.input.a == 1 %}"), "INVALID_JSONATA_EXPRESSION"),
    "field": (change(GOOD, Parameters={"a": 1}), "'Parameters' is not supported when the QueryLanguage is JSONata"),
    "unknown field": (change(GOOD, Ouput=1), "SCHEMA_VALIDATION_FAILED"),
}


class TestTemplates:
    def test_a_property_that_a_type_lacks_fails_the_change_set(self, stack: Stack) -> None:
        events = {"EventBridgeConfiguration": {"Enabled": True}}
        bucket = {"Type": "AWS::S3::Bucket", "Metadata": MARK, "Properties": {"NotificationConfiguration": events}}

        described = stack.change({"Resources": {"Raw": bucket}}, "CREATE")

        assert (described["Status"], described["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
        place = "Raw (AWS::S3::Bucket) at /Properties/NotificationConfiguration/EventBridgeConfiguration"
        assert f"{place} of app/dev/data/Raw: 'EventBridgeEnabled' is a required property" in described["StatusReason"]

    def test_a_cidr_that_is_none_fails_the_change_set(self, stack: Stack) -> None:
        vpc = {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "nonsense"}}

        assert "'nonsense' is not a 'ipv4-network'" in stack.change({"Resources": {"V": vpc}}, "CREATE")["StatusReason"]

    def test_a_role_without_the_capability_is_refused(self, stack: Stack) -> None:
        role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": []}}}

        with pytest.raises(ClientError, match=r"Requires capabilities : \[CAPABILITY_IAM\]"):
            stack.client.create_change_set(
                StackName=stack.name,
                ChangeSetName="c",
                ChangeSetType="CREATE",
                TemplateBody=json.dumps({"Resources": {"R": role}}),
            )

    def test_a_stack_that_is_made_or_updated_without_a_change_set_is_judged_too(self, stack: Stack) -> None:
        vpc = {"V": {"Type": "AWS::EC2::VPC", "Metadata": MARK, "Properties": {"CidrBlock": "nonsense"}}}
        bad = json.dumps({"Resources": vpc})
        good = {"P": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": "a"}}}
        why = "at /Properties/CidrBlock of app/dev/data/Raw: 'nonsense' is not a 'ipv4-network'"

        with pytest.raises(ClientError, match=why):
            stack.client.create_stack(StackName=stack.name, TemplateBody=bad)
        with pytest.raises(ClientError, match="does not exist"):
            stack.describe()
        stack.client.create_stack(StackName=stack.name, TemplateBody=json.dumps({"Resources": good}))
        assert stack.rest() == "CREATE_COMPLETE"
        with pytest.raises(ClientError, match=why):
            stack.client.update_stack(StackName=stack.name, TemplateBody=bad)


class TestDefinitions:
    @pytest.mark.parametrize("name", BAD)
    def test_a_bad_definition_is_refused_by_the_api(self, stand_in: StandIn, name: str) -> None:
        definition, words = BAD[name]
        states = stand_in.client("stepfunctions", DEV)
        role = make_role(stand_in, DEV, service("states"))

        with pytest.raises(ClientError, match="InvalidDefinition") as refusal:
            states.create_state_machine(name=f"m-{uuid.uuid4().hex}", definition=json.dumps(definition), roleArn=role)

        assert words in str(refusal.value)

    @pytest.mark.parametrize("name", BAD)
    def test_a_bad_definition_rolls_its_stack_back(self, stack: Stack, name: str) -> None:
        definition, words = BAD[name]
        role = make_role(stack.stand_in, DEV, service("states"))
        text = {"Fn::Join": ["", [json.dumps(definition), {"Ref": "AWS::NoValue"}]]}
        properties = {"RoleArn": role, "DefinitionString": text}
        template = {"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}}}

        assert stack.deploy(template) == "ROLLBACK_COMPLETE"
        assert "Invalid State Machine Definition" in stack.reasons()
        assert words in stack.reasons()


class TestForeignFields:
    def test_a_state_may_speak_its_own_language(self) -> None:
        paths = change(GOOD, QueryLanguage="JSONPath", Output=None, Parameters={"a": 1})

        assert list(foreign_fields(paths)) == []
        assert list(foreign_fields(change(paths, Output="{% 1 %}"))) == [
            "SCHEMA_VALIDATION_FAILED: The field 'Output' is not supported when the QueryLanguage is JSONPath "
            "at /States/Look/Output"
        ]

    def test_states_of_branches_and_loops_are_seen(self) -> None:
        inner = change(GOOD, InputPath="$.a")
        outer = {
            **GOOD,
            "States": {"P": {"Type": "Parallel", "Branches": [inner]}, "M": {"Type": "Map", "ItemProcessor": inner}},
        }

        assert [found.rsplit(" ", 1)[1] for found in foreign_fields(outer)] == [
            "/States/P/Branches/0/States/Look/InputPath",
            "/States/M/ItemProcessor/States/Look/InputPath",
        ]


class TestVerdicts:
    def asked(self, folder: Path, judge: str) -> tuple[Callable[[Any], Any], list[Any]]:
        questions: list[Any] = []

        def ask(question: Any) -> Any:
            questions.append(question)
            return [question]

        return Verdicts(folder, judge, ask).of, questions

    def test_a_question_is_asked_once(self, tmp_path: Path) -> None:
        first, _ = self.asked(tmp_path / "kept", "1")
        again, questions = self.asked(tmp_path / "kept", "1")

        assert (first("a"), again("a"), again("b")) == (["a"], ["a"], ["b"])
        assert questions == ["b"]

    def test_another_judge_asks_anew(self, tmp_path: Path) -> None:
        first, _ = self.asked(tmp_path / "kept", "1")
        other, questions = self.asked(tmp_path / "kept", "2")

        first("a")
        other("a")

        assert questions == ["a"]


class TestSizesOfTemplates:
    @pytest.mark.parametrize(
        ("template", "words"),
        [
            ({"Resources": {f"Q{n}": {"Type": "AWS::SQS::Queue"} for n in range(501)}}, "Number of resources, 501"),
            (
                {
                    "Resources": {"Q": {"Type": "AWS::SQS::Queue"}},
                    "Outputs": {f"O{n}": {"Value": "x"} for n in range(201)},
                },
                "Number of outputs, 201",
            ),
        ],
    )
    def test_a_template_has_500_resources_and_200_outputs(
        self, stack: Stack, template: dict[str, Any], words: str
    ) -> None:
        with pytest.raises(ClientError, match=words):
            stack.change(template, "CREATE")
