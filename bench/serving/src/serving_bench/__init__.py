"""What a server adds to a prediction, and whether it can be brought down."""
