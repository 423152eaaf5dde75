"""RetainAllVariantProperties: an update keeps what UpdateEndpointWeightsAndCapacities or scaling made of a variant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_PROPERTIES = {"DesiredInstanceCount": "InitialInstanceCount", "DesiredWeight": "InitialVariantWeight"}


def variants(
    wanted: Iterable[Mapping[str, Any]], served: Iterable[Mapping[str, Any]], request: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the new configuration's variants with the counts and weights that the update retains.

    Source: AWS's API reference of UpdateEndpoint, RetainAllVariantProperties and ExcludeRetainedVariantProperties.
    """
    if not request.get("RetainAllVariantProperties"):
        return [dict(variant) for variant in wanted]
    excluded = {given["VariantPropertyType"] for given in request.get("ExcludeRetainedVariantProperties", [])}
    kept = {member: name for member, name in _PROPERTIES.items() if member not in excluded}
    before = {variant["VariantName"]: variant for variant in served}
    return [
        {**variant, **{name: was[member] for member, name in kept.items() if member in was}}
        for variant in wanted
        for was in [before.get(variant["VariantName"], {})]
    ]
