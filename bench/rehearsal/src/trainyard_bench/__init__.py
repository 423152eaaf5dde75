"""Measures a warm rehearsal against the floor: the commands that it ran, run bare, one after another."""
