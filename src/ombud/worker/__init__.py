"""Time as a door: listens to inboxes, does the due work, keeps the clock of promises."""
