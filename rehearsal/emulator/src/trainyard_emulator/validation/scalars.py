"""Text that stands for a typed value: in URLs, headers, forms and XML everything is text."""

from __future__ import annotations

from typing import Any

_NUMBERS: dict[str, type] = {"integer": int, "long": int, "float": float, "double": float}


def scalar(shape: Any, text: str) -> Any:
    """Return the value that `text` stands for; the text itself where it stands for none, so that it is refused."""
    if shape.type_name == "boolean":
        return {"true": True, "false": False}.get(text.lower(), text)
    try:
        return _NUMBERS.get(shape.type_name, str)(text)
    except ValueError:
        return text
