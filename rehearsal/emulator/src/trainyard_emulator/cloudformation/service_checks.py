"""What a service tries with the role or the key that a resource is given, before it makes the resource.

Each as AWS refuses it. Sources: of a log group's key
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html, of a state machine's role
https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html (logs),
https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html (traces), of a function in a VPC
https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html.
"""

from __future__ import annotations

from ministack.core import responses

from trainyard_emulator.cloudformation.registry import Properties, before
from trainyard_emulator.context import Context
from trainyard_emulator.identity import deliveries, enforcement, undelivered
from trainyard_emulator.identity.judge import Verdict, judge
from trainyard_emulator.identity.sessions import Asked, trusts

_OF_LOG_GROUPS = ("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey")
_DELIVERING = (
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
)
_TRACING = (
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
)
_IN_A_VPC = ("CreateNetworkInterface", "DescribeNetworkInterfaces", "DeleteNetworkInterface")


def install(_context: Context) -> None:
    """Stand before MiniStack's own handlers."""
    for kind, check in (
        ("AWS::Logs::LogGroup", _log_group),
        ("AWS::StepFunctions::StateMachine", _state_machine),
        ("AWS::Lambda::Function", _function),
    ):
        before(kind, "create", lambda name, given, stack, *_, check=check: check(f"{stack}-{name}", given))
        before(kind, "update", lambda name, _old, given, *_, check=check: check(name, given))


def _here(service: str) -> str:
    return f"arn:aws:{service}:{responses.get_region()}:{responses.get_account_id()}"


def _log_group(name: str, properties: Properties) -> None:
    key = str(properties.get("KmsKeyId") or "")
    if not key.startswith("arn:") or not enforcement.is_on():
        return
    group = f"{_here('logs')}:log-group:{properties.get('LogGroupName', name)}"
    logs = Asked(f"logs.{responses.get_region()}.amazonaws.com", group)
    for action in _OF_LOG_GROUPS:
        if not deliveries.allows(logs, action, key, {"kms:encryptioncontext:aws:logs:arn": group}):
            raise ValueError(
                f"The specified KMS key does not exist or is not allowed to be used with Arn '{group}' (Service: "
                f"CloudWatchLogs, Status Code: 400): {logs.service} is not authorized to perform: {action} on "
                f"resource: {key} because no resource-based policy allows the {action} action"
            )


def _state_machine(name: str, properties: Properties) -> None:
    role = str(properties.get("RoleArn", ""))
    machine = f"{_here('states')}:stateMachine:{str(properties.get('StateMachineName', name)).rsplit(':', 1)[-1]}"
    if enforcement.is_on() and not trusts(role, Asked("states.amazonaws.com", machine)):
        raise ValueError(
            "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume "
            f"the provided role: {role}"
        )
    logging = properties.get("LoggingConfiguration") or {}
    if logging.get("Level", "OFF") != "OFF" and (refused := _refused(role, _DELIVERING)):
        raise ValueError(
            "The state machine IAM Role is not authorized to access the Log Destination (Service: AWSStepFunctions, "
            f"Status Code: 400, Error Code: InvalidLoggingConfiguration): {refused.refusal}"
        )
    traced = (properties.get("TracingConfiguration") or {}).get("Enabled")
    if traced in (True, "true") and (refused := _refused(role, _TRACING)):
        undelivered.note(machine, refused.refusal)


def _function(_name: str, properties: Properties) -> None:
    if not (properties.get("VpcConfig") or {}).get("SubnetIds"):
        return
    if refused := _refused(str(properties["Role"]), [f"ec2:{operation}" for operation in _IN_A_VPC]):
        raise ValueError(
            "The provided execution role does not have permissions to call "
            f"{refused.action.split(':')[1]} on EC2 (Service: Lambda, Status Code: 400): {refused.refusal}"
        )


def _refused(role: str, actions: tuple[str, ...] | list[str]) -> Verdict | None:
    """Return the first refusal; none of these actions is for one resource."""
    return next((verdict for action in actions if not (verdict := judge(role, action, "*", tried=True)).allowed), None)
