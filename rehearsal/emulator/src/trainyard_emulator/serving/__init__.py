"""Endpoints as local HTTP servers: the new answer their ping before the old ones go."""
