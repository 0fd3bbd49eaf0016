"""The outline: the board as a tree of words, for reading, for the keyboard and for screen readers."""
