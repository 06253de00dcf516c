"""Search over everything the public may read, in one question to the database."""
