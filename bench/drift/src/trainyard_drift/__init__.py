"""Shows the drift watch of a rehearsed stage: what alarms, and what does not."""
