"""AWS's models of its services, as botocore carries them."""

from __future__ import annotations

import functools
from typing import Any

from botocore import loaders, model

# MiniStack's names of services that botocore calls otherwise.
_ALIASES = {"monitoring": "cloudwatch", "states": "stepfunctions", "tagging": "resourcegroupstaggingapi"}
_loader = loaders.Loader()


@functools.cache
def service_model(service: str) -> Any | None:
    """Return the model of a service by MiniStack's or botocore's name; None where AWS publishes none under it."""
    name = _ALIASES.get(service, service)
    if name not in _names():
        return None
    return model.ServiceModel(_loader.load_service_model(name, "service-2"), name)


@functools.cache
def _names() -> frozenset[str]:
    return frozenset(_loader.list_available_services("service-2"))
