"""What the database itself refuses, on SQLite and on PostgreSQL alike.

The lowest room: each room above declares in its `guarantees.py` what must never be true of its rows, and this room
turns the declaration into triggers and composite keys. No page, script or hurried hand can go round them (DUTIES
section 3).
"""
