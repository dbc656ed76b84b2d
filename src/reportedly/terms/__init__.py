"""The nouns of the program, as frozen values. Standard library only."""
