"""Which plugins make MiniStack the stand-in, in the order in which they take their places."""

from __future__ import annotations

import importlib

from trainyard_emulator.context import Context

ALL: tuple[str, ...] = (
    "identity.recording",
    "identity.enforcement",
    "identity.service_principals",
    "identity.condition_keys",
    "identity.requests",
    "identity.refusals",
    "network.calls",
    "identity.object_keys",
    "identity.foreign_keys",
    "cloudformation.execution_role",
    "identity.pass_role",
    "identity.foreign_buckets",
    "identity.role_tags",
    "alarms.plugin",
    "schedules",
    "step_functions.metrics",
    "step_functions.time_limit",
    "step_functions.limits",
    "identity.state_machines",
    "identity.event_targets",
    "identity.alarm_actions",
    "identity.sessions",
    "identity.session_length",
    "identity.demands",
    "identity.lost_logs",
    "identity.policy_sizes",
    "pipelines.codepipeline",
    "pipelines.codebuild",
    "log_stream_prefix",
    "java_lambda",
    "lambda_limits",
    "sagemaker.plugin",
    "sagemaker.runtime_headers",
    "autoscaling.plugin",
    "step_functions.sagemaker",
    "step_functions.sdk",
    "step_functions.sdk_errors",
    "step_functions.get_object",
    "step_functions.put_object",
    "step_functions.interpreter",
    "cloudformation.registry",
    "cloudformation.ec2",
    "cloudformation.security_group_rules",
    "cloudformation.topics",
    "cloudformation.network_acls",
    "cloudformation.codepipeline",
    "cloudformation.sagemaker",
    "cloudformation.exports",
    "cloudformation.handler_judge",
    "cloudformation.change_sets",
    "cloudformation.guards",
    "cloudformation.service_checks",
    "cloudformation.taken_names",
    "cloudformation.subnets",
    "cloudformation.policy_sizes",
    "cloudformation.schedules",
    "cloudformation.custom_resources",
    "cloudformation.templates",
    "cloudformation.linting",
    "step_functions.definitions",
    "machine_logs",
    "validation.plugin",
    "grants.plugin",
    "reach.transitions",
    "ledger.plugin",
    "faults.plugin",
)


def install(context: Context) -> None:
    """Install every plugin: a module with `install(context)`."""
    for name in ALL:
        importlib.import_module(f"trainyard_emulator.{name}").install(context)
