"""The page of one workshop: the arc, the outline, the slot of the board, and what each step puts beside it."""
