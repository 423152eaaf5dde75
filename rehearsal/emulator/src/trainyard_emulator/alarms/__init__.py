"""CloudWatch alarms as AWS evaluates them, and told to EventBridge; MiniStack's look at all points at once."""
