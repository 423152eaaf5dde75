"""How far a run came: which API operations were called, which transitions of state machines were taken."""
