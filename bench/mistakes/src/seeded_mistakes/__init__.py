"""Mistakes that break first deployments: the list, and what is done with it."""
