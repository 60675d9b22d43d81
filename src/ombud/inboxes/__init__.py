"""Configured channel accounts: where we hear and speak, with whose keys, in which hours, and whether they are well.

We promise that no inbox is without an owner, that its credentials are sealed, and that its health is told by what was
heard, never by hope. Called by conversations and all above.
"""
