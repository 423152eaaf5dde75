"""AWS on a bad day, by count and never by chance: one module a fault, asked where it strikes."""
