"""Learning to read between the lines: exemplars in, the shipped model out. Nothing here is loaded to judge."""
