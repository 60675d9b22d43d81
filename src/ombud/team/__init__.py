"""Who works here: members with and without an account, and what each is for.

We know names, addresses, roles and languages. A handler, leader or approver may be an outsider who only ever follows
signed links. Called by every room that names a person on our side.
"""
