"""What the roles of deployed templates may do, statement by statement, and what of it was used."""
