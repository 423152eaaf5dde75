"""Application Auto Scaling of an endpoint's variants: judged and kept; MiniStack has no such service."""
