"""Rehearses under each fault, and looks at what it left."""
