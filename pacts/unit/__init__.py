"""A member unit's own pages: what it promised, what is asked of it by when, and its own part."""
