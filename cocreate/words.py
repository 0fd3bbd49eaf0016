"""English and Dutch. English is the source text and the key; `resources/translations/<language>/*.json` hold the rest.

Lowest floor: imports nothing of ours but `paths`. Texts are literals with named braces, never f-strings, so that a
test can find every one of them and compare it with the catalogues.
"""

from __future__ import annotations

import json
from functools import cache

from cocreate.paths import resources

LANGUAGES = {"en": "English", "nl": "Nederlands"}


class Words:
    """The texts of one language. `t("Open {name}", name=…)`, and `t.plural("{n} idea", "{n} ideas", n=3)`."""

    def __init__(self, language: str, catalogue: dict[str, str]) -> None:
        self.language, self._catalogue = language, catalogue

    def __call__(self, text: str, /, **values: object) -> str:
        found = self._catalogue.get(text, text)
        return found.format(**values) if values else found

    def plural(self, one: str, many: str, /, n: int, **values: object) -> str:
        """`n` is at hand in the text; Dutch and English both have two forms."""
        return self(one if n == 1 else many, n=n, **values)


@cache
def words(language: str) -> Words:
    """The texts of a language; an unknown language speaks English."""
    if language not in LANGUAGES or language == "en":
        return Words("en", {})
    catalogue: dict[str, str] = {}
    for file in sorted((resources() / "translations" / language).glob("*.json")):
        catalogue |= json.loads(file.read_text(encoding="utf-8"))
    return Words(language, catalogue)
