"""Application Auto Scaling of an endpoint's variants: judged, kept, followed; MiniStack has no such service."""
