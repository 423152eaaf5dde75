"""Pages of what is described."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trainyard_emulator.sagemaker.errors import ApiError

_PAGE = 50


def page(member: str, found: Sequence[dict[str, Any]], request: dict[str, Any]) -> dict[str, Any]:
    """Return one page, and the token of the next where there is one."""
    token = request.get("NextToken")
    if token and not token.isdigit():
        raise ApiError("InvalidNextTokenException", f"Invalid NextToken: {token}")
    start = int(token or 0)
    end = start + int(request.get("MaxResults", _PAGE))
    more = {"NextToken": str(end)} if end < len(found) else {}
    return {member: list(found[start:end])} | more
