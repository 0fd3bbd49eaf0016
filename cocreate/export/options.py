"""What a person chooses about a report: language, template, paper, colour, logo, names. Values only; draws nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from cocreate.errors import FileTrouble
from cocreate.words import LANGUAGES

if TYPE_CHECKING:  # the window is equipped before the model is imported
    from cocreate.model.snapshot import WorkshopSnapshot

Template = Literal["executive", "full", "participants"]
Paper = Literal["a4", "letter"]
TEMPLATES: tuple[Template, ...] = get_args(Template)
PAPERS: tuple[Paper, ...] = get_args(Paper)
MOST_BYTES = 64 * 1024 * 1024  # of pictures that go to the spare process
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Picklable, so it travels to the spare process. A wrong word is a ValueError; a wrong file a FileTrouble later.

    `executive` is the decision page, `full` is everything, `participants` thanks and shows the room what became of its
    ideas. `accent` is a colour as `colour` gives it: kept readable whatever it is. `logo` holds the bytes of a PNG,
    JPEG, GIF or WebP file: `pdf.pictures.logo` says early whether they can be read. `anonymous` leaves out the
    names of authors and of people who signed an objection; the template for participants always does.
    """

    language: str = "en"
    template: Template = "full"
    paper: Paper = "a4"
    accent: str | None = None
    logo: bytes | None = None
    anonymous: bool = False

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES or self.template not in TEMPLATES or self.paper not in PAPERS:
            raise ValueError(f"{self.language}, {self.template}, {self.paper}")
        if self.accent is not None and not _COLOUR.fullmatch(self.accent):
            raise ValueError(self.accent)

    @property
    def hides_authors(self) -> bool:
        return self.anonymous or self.template == "participants"


def colour(text: str) -> str:
    """`#3D5AFE` for any way to write it; raises FileTrouble for what is no colour."""
    found = _COLOUR.fullmatch(text.strip())
    if not found:
        raise FileTrouble("“{text}” is no colour. Write it as #3D5AFE.", text=text)
    return "#" + found[1].upper()


def pictures_of(snapshot: WorkshopSnapshot, read: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """The bytes of the pictures on notes, by digest; `read` is the store's `blob`. Stops at 64 MB: the report says how
    many are not in it."""
    found: dict[str, bytes] = {}
    room = MOST_BYTES
    for one in snapshot.attachments:
        if one.digest not in found and one.media_type.startswith("image/") and one.size <= room:
            data = read(one.digest)
            if data is not None:
                found[one.digest] = data
                room -= len(data)
    return found
