"""Voting in the window: the set-up, the ballots, the result on the big screen and what comes after."""
