"""A unit's own pages about awards: what it registers for in a year, and what it has received."""
