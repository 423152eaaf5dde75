"""Requests judged by AWS's own models, as AWS does before it does anything."""
