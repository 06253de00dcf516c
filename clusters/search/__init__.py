"""The stored index of the public search.

`index` keeps one `SearchEntry` for each public record; `find` and `count` ask it through the backend of the database:
FTS5 on SQLite, text search vectors on PostgreSQL. Which entries there are is registered by the apps that own the
records (`clusters.search.entries`, `pacts.search_entries`, `awards.search_entries`).
"""
