"""Learning the languages: reads texts, weighs words and votes, and writes the model file. Not needed to detect."""
