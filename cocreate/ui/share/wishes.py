"""What the person chose about documents on this computer, and where they went the last time; it writes no document."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from cocreate.export.options import PAPERS, TEMPLATES, ReportOptions, Template, colour
from cocreate.ui.settings import Settings
from cocreate.words import LANGUAGES

LOGO_MB = 8
OF_WORKSHOP = ("language", "template", "anonymous")  # the others are the same for every workshop: the house's own look


@dataclass(frozen=True)
class Wishes:
    """The options of the Share page. An empty `accent` is our own colour; `logo` is the path of a picture, or empty."""

    language: str = "en"
    template: Template = "full"  # of the report for the manager
    paper: str = "a4"
    accent: str = ""
    logo: str = ""
    anonymous: bool = False

    def options(self, template: Template | None = None) -> ReportOptions:
        """For the report. Reads the logo, so not on the GUI thread. Raises FileTrouble."""
        from cocreate.interchange.source import read_bytes  # late: errands are made before the model is imported

        logo = read_bytes(Path(self.logo), LOGO_MB) if self.logo else None
        return ReportOptions(
            self.language, template or self.template, "letter" if self.paper == "letter" else "a4",
            colour(self.accent) if self.accent else None, logo, self.anonymous,
        )  # fmt: skip


def load(settings: Settings, scope: str, language: str) -> Wishes:
    """What was chosen last; a workshop begins in its own language."""
    kept = settings.get("sharing/look", {}) | settings.get(f"sharing/look/{scope}", {})
    known = {f.name: kept[f.name] for f in fields(Wishes) if type(kept.get(f.name)) is type(f.default)}
    found = replace(Wishes(language), **known)
    if found.language not in LANGUAGES:
        found = replace(found, language=language)
    if found.template not in TEMPLATES:
        found = replace(found, template="full")
    return found if found.paper in PAPERS else replace(found, paper="a4")


def keep(settings: Settings, scope: str, wishes: Wishes) -> None:
    chosen: dict[str, Any] = asdict(wishes)
    settings.set(f"sharing/look/{scope}", {key: chosen.pop(key) for key in OF_WORKSHOP})
    settings.set("sharing/look", chosen)


@dataclass(frozen=True)
class Place:
    """Where a preset of a workshop was saved last, and what was written there: only that is replaced unasked."""

    path: Path
    digests: dict[str, str]  # file name to SHA-256

    def is_ours(self, path: Path, data: bytes) -> bool:
        """Whether a file that is there now is still the one that was written."""
        return self.digests.get(path.name) == hashlib.sha256(data).hexdigest()


def place(settings: Settings, scope: str, preset: str) -> Place | None:
    kept = settings.get(f"sharing/place/{scope}/{preset}", {})
    path, digests = kept.get("path"), kept.get("digests")
    if not isinstance(path, str) or not path or not isinstance(digests, dict):
        return None
    return Place(Path(path), {str(k): str(v) for k, v in digests.items()})


def keep_place(settings: Settings, scope: str, preset: str, path: Path, files: dict[str, bytes]) -> None:
    """`path` is the file, or for several files their folder."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    settings.set(f"sharing/place/{scope}/{preset}", {"path": str(path), "digests": digests})
