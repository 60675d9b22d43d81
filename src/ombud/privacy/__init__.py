"""Sealing what must not be read by chance, and signing what we hand out.

We promise that a credential in the database is useless without the key, and that a link we did not make opens nothing.
Called by every room above.
"""
