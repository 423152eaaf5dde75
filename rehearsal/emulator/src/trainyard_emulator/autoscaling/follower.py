"""Policies are followed: as time goes by, variants get the count that their traffic asks for."""

from __future__ import annotations

import logging
import threading
import time

from ministack.core import responses

from trainyard_emulator.autoscaling import policies, registry
from trainyard_emulator.autoscaling.registry import Resource
from trainyard_emulator.autoscaling.tracking import Tracking
from trainyard_emulator.sagemaker import plugin as sagemaker
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.names import ENDPOINT

_LOOK_SECONDS = 60.0
"""Times the time scale."""
_LEAST_SECONDS = 0.2
_log = logging.getLogger(__name__)


def start(wait_scale: float) -> None:
    """Look at all policies from now on."""
    tracking = Tracking(wait_scale, _resize, _count)
    seconds = max(_LEAST_SECONDS, _LOOK_SECONDS * wait_scale)
    threading.Thread(target=_keep_looking, args=(tracking, seconds), name="autoscaling", daemon=True).start()


def _keep_looking(tracking: Tracking, seconds: float) -> None:
    while True:
        time.sleep(seconds)
        try:
            for account, region, _key in list(registry.policies._data):
                with responses.request_scope(account, region):
                    _look(tracking)
        except Exception:  # a fault of ours must not end scaling for ever
            _log.exception("autoscaling")


def _look(tracking: Tracking) -> None:
    for policy in list(registry.policies.values()):
        target = registry.targets.get(policy["ResourceId"])
        if target and tracking.look(policy, target, time.monotonic()):
            policies.tell(policy, "executed", None)


def _count(resource: Resource) -> int | None:
    """Return a variant's count; None while its endpoint is not in service."""
    endpoint = sagemaker.api().store.find(ENDPOINT, resource.endpoint)
    if endpoint is None or endpoint["EndpointStatus"] != "InService":
        return None
    counts = {v["VariantName"]: v.get("DesiredInstanceCount") for v in endpoint["ProductionVariants"]}
    return counts.get(resource.variant)


def _resize(resource: Resource, count: int) -> bool:
    wish = {"VariantName": resource.variant, "DesiredInstanceCount": count}
    request = {"EndpointName": resource.endpoint, "DesiredWeightsAndCapacities": [wish]}
    try:
        sagemaker.api().call("UpdateEndpointWeightsAndCapacities", request)
    except ApiError as refused:  # it is being updated: the alarm will ring on
        _log.warning("%s is not scaled to %s: %s", resource.id, count, refused.message)
        return False
    return True
