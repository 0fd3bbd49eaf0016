"""The right panels of the six steps, from Prepare to Share; they send commands and show snapshots."""
