"""Open data: the content of the public pages as JSON and CSV, with one module for each kind of record."""
