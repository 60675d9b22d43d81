"""One module a page, or a small family of pages; each view reads from the rooms or makes one journey call."""
