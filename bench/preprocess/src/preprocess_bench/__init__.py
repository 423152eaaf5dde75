"""What preprocessing costs beside bare pandas, and whether its engines agree to the value."""
