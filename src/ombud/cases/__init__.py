"""One person's concerns, from the first word to "it is solved".

We promise that an open case has an owner and a next date (I4), and that it ends only by the customer's word, by the
separate "no answer" after two asks on two days, or by a release from a closed list of reasons (I3). Called by the rooms
above and the journey.
"""
