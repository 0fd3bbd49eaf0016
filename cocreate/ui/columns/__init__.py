"""The same notes as columns: by theme, frame, tag or colour."""
