"""Where the judge of reports was: it is in the product now."""

from cocreate.export.verify import inspect, squeeze

__all__ = ["inspect", "squeeze"]
