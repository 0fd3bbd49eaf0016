"""Home: the workshops of this library and the two ways to begin; it reads no store and runs no command."""

from cocreate.ui.home.cards import WorkshopCard
from cocreate.ui.home.new_workshop import NewWorkshopSheet
from cocreate.ui.home.page import HomePage

__all__ = ["HomePage", "NewWorkshopSheet", "WorkshopCard"]
