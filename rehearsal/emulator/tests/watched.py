"""A state machine with an alarm on its failures and a rule on its ends, both of which tell a topic."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ml_account import unique, until
from roles import allow, make_role, policy, service
from stacks import Stack
from stand_in import DEV, StandIn

SAME_ACCOUNT = {"StringEquals": {"aws:SourceAccount": DEV}}


@dataclass
class Watched:
    """A machine of a stack with an alarm on its failures, a rule on its ends, and a queue that is told of both."""

    stand_in: StandIn
    stack: Stack
    name: str

    @staticmethod
    def deployed(stand_in: StandIn, **definition: Any) -> Watched:
        watched = Watched(stand_in, Stack(stand_in), unique("watched"))
        template = {"Resources": watched._resources({"QueryLanguage": "JSONata", **definition})}
        assert watched.stack.deploy(template) == "CREATE_COMPLETE", watched.stack.reasons()
        watched.client("sns").subscribe(TopicArn=watched.topic, Protocol="sqs", Endpoint=watched._arn("sqs"))
        return watched

    def client(self, name: str) -> Any:
        return self.stand_in.client(name, DEV)

    @property
    def machine(self) -> str:
        return f"arn:aws:states:us-east-1:{DEV}:stateMachine:{self.name}"

    @property
    def topic(self) -> str:
        return self._arn("sns")

    def _arn(self, api: str) -> str:
        return f"arn:aws:{api}:us-east-1:{DEV}:{self.name}"

    def run(self) -> str:
        """Run the machine to its end; returns the execution's ARN."""
        states = self.client("stepfunctions")
        execution: str = states.start_execution(stateMachineArn=self.machine)["executionArn"]
        until(lambda: states.describe_execution(executionArn=execution)["status"], lambda status: status != "RUNNING")
        return execution

    def history(self, execution: str) -> list[str]:
        events = self.client("stepfunctions").get_execution_history(executionArn=execution)["events"]
        return [event["type"] for event in events]

    def alarm(self) -> str:
        described = self.client("cloudwatch").describe_alarms(AlarmNames=[self.name])
        return str(described["MetricAlarms"][0]["StateValue"])

    def measured(self) -> set[str]:
        """Return the names of the machine's metrics."""
        found = self.client("cloudwatch").list_metrics(
            Namespace="AWS/States", Dimensions=[{"Name": "StateMachineArn", "Value": self.machine}]
        )
        return {metric["MetricName"] for metric in found["Metrics"]}

    def told(self, count: int) -> list[dict[str, Any]]:
        """Return the first `count` messages that reach the topic's queue, or fewer after a second without one."""
        sqs, messages = self.client("sqs"), list[dict[str, Any]]()
        url = sqs.get_queue_url(QueueName=self.name)["QueueUrl"]
        while len(messages) < count and (found := sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1).get("Messages")):
            messages += [json.loads(json.loads(message["Body"])["Message"]) for message in found]
        return messages

    def _resources(self, definition: dict[str, Any]) -> dict[str, Any]:
        role = make_role(self.stand_in, DEV, service("states"))
        publishers = [
            allow("sns:Publish", self.topic, Principal=service("events")),
            allow("sns:Publish", self.topic, Principal=service("cloudwatch"), Condition=SAME_ACCOUNT),
        ]
        return {
            "Machine": machine(self.name, role, definition),
            "Alarm": alarm(self.name, self.machine, self.topic),
            "Rule": rule(self.name, self.machine, self.topic),
            "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": self.name}},
            "MayPublish": {
                "Type": "AWS::SNS::TopicPolicy",
                "Properties": {"Topics": [{"Ref": "Topic"}], "PolicyDocument": json.loads(policy(*publishers))},
            },
            "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": self.name}},
            "MaySend": {
                "Type": "AWS::SQS::QueuePolicy",
                "Properties": {
                    "Queues": [{"Ref": "Queue"}],
                    "PolicyDocument": json.loads(policy(allow("sqs:SendMessage", Principal=service("sns")))),
                },
            },
        }


def machine(name: str, role: str, definition: dict[str, Any]) -> dict[str, Any]:
    properties = {"StateMachineName": name, "RoleArn": role, "DefinitionString": json.dumps(definition)}
    return {"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}


def alarm(name: str, watched: str, topic: str) -> dict[str, Any]:
    """Return the alarm on failed runs, as a stage's stack has it."""
    properties = {
        "AlarmName": name,
        "Namespace": "AWS/States",
        "MetricName": "ExecutionsFailed",
        "Dimensions": [{"Name": "StateMachineArn", "Value": watched}],
        "Statistic": "Sum",
        "Period": 300,
        "EvaluationPeriods": 1,
        "Threshold": 1,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "TreatMissingData": "notBreaching",
        "AlarmActions": [topic],
    }
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}


def rule(name: str, watched: str, topic: str) -> dict[str, Any]:
    """Return the rule on runs that end without success, as a stage's stack has it."""
    detail = {"status": ["FAILED", "TIMED_OUT", "ABORTED"], "stateMachineArn": [watched]}
    pattern = {"source": ["aws.states"], "detail-type": ["Step Functions Execution Status Change"], "detail": detail}
    targets = [{"Id": "Target0", "Arn": topic}]
    return {"Type": "AWS::Events::Rule", "Properties": {"Name": name, "EventPattern": pattern, "Targets": targets}}
