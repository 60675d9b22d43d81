"""Thanks: praise is answered by name, whoever was praised hears of it, and a small perk is given by one rule for all.

We promise that praise is owed until somebody has thanked for it (D34), that it is thanked in the customer's own words
and passed on to whom it names (D35), and that a perk's code goes to one person once a reason, from a budget, never in
public and never to the loudest (D35, I6). What earns a perk is decided in `rules`, what is quoted and passed on in
`words`, both without the database; the pools and the ledger are in `perks`. Called by the journey and the doors.
"""
