"""Finds what ideas have in common. Numbers on one thread, set before numpy is read: more threads are slower on busy
cores, and the last digits of a row must not depend on how many there are."""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_name, "1")
