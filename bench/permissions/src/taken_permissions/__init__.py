"""Takes one permission away at a time from a deployed stage, and sees who notices."""
