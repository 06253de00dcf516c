"""A member unit's own pages: the pact, the tasks it is asked for, and what it writes of its own."""
