"""Pages of a member unit: the pact, the tasks requested of it, and what it writes itself."""
