"""AddTags, ListTags and DeleteTags."""

from __future__ import annotations

from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.store import Record, Store

MOST = 50


class Tags:
    """Tags of any SageMaker resource, by its ARN."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, request: Record) -> Record:
        """Add or overwrite tags."""
        tags = self._of(request["ResourceArn"])
        tags |= {tag["Key"]: tag["Value"] for tag in request["Tags"]}
        if len(tags) > MOST:
            raise invalid(f"A resource may have {MOST} tags at most, got {len(tags)}.")
        return self.list(request)

    def list(self, request: Record) -> Record:
        """Return all tags of a resource."""
        tags = self._of(request["ResourceArn"])
        return {"Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}

    def delete(self, request: Record) -> Record:
        """Remove tags by key; an absent key is no error."""
        tags = self._of(request["ResourceArn"])
        for key in request["TagKeys"]:
            tags.pop(key, None)
        return {}

    def _of(self, arn: str) -> dict[str, str]:
        tags = self._store.tags.get(arn)
        if tags is None:
            raise invalid(f"Could not find a resource with the ARN {arn}.")
        return tags
