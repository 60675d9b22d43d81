"""Rooms: what the database refuses, on SQLite and on PostgreSQL, whichever way one tries."""
