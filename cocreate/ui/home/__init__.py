"""Home: the workshops of this library and the two ways to begin; it reads no store and runs no command.

`NewWorkshopSheet` is imported from its own file, so that the page paints before sheets and date fields are there.
"""

from cocreate.ui.home.cards import WorkshopCard
from cocreate.ui.home.opening import OpeningPage
from cocreate.ui.home.page import HomePage

__all__ = ["HomePage", "OpeningPage", "WorkshopCard"]
