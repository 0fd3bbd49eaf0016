"""The parts of the report, one module each: facts in, blocks out. They draw through the pen only."""
