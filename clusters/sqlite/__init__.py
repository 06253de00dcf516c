"""Django's SQLite, which notices when the database file has gone."""
