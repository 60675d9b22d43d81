"""Who speaks to us: community members and the addresses they speak from.

We promise that two people are never taken for one by a display name. Called by conversations and all above.
"""
