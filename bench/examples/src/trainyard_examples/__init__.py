"""Rehearses the stage configs of config/examples."""
