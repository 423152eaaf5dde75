"""What really acted in this run, what something stood in for, what was only kept, and what was not reached."""
