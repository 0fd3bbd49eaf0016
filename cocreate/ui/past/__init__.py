"""Looking back: the board as it stood at a moment, played from the journal, and brought back in one step."""
