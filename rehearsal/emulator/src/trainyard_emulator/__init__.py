"""What plays AWS in a rehearsal: MiniStack with our plugins, and the supervisor that keeps it and the engine."""
