"""The project as a whole: licences, shipped files, pins, floors, commands. Knows nothing of what the product does."""

from __future__ import annotations

import hashlib
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
FONTS = sorted((ROOT / "resources" / "fonts").glob("*/*.ttf"))
ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))
APP_ICON = ROOT / "resources" / "icons" / "app" / "cocreate.svg"

ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT",
    "MIT-CMU", "MPL-1.1", "MPL-2.0", "PSF-2.0", "Python-2.0", "Unlicense", "Zlib",
}  # fmt: skip
# What older packages write instead of an SPDX expression, in `License` or as a classifier.
SPELLINGS = {
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "Apache-2.0 AND BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-3.0-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Offered under several licences without an expression: the one we take. THIRD_PARTY.md says so too.
CHOSEN: dict[str, str] = {}


def runtime_requirements() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"]]


def installed_runtime() -> tuple[dict[str, Distribution], list[str]]:
    """Every distribution the product needs here, also indirectly, by canonical name; and the names not installed."""
    found: dict[str, Distribution] = {}
    missing: list[str] = []
    waiting = [(requirement, "") for requirement in runtime_requirements()]
    while waiting:
        requirement, extra = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": extra})):
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            missing.append(name)
            continue
        for line in found[name].requires or []:
            waiting += [(Requirement(line), wanted) for wanted in ("", *requirement.extras)]
    return found, missing


def licence_of(name: str, package: Distribution) -> str:
    """One SPDX expression, read from the metadata; "?" and the raw words where they say nothing clear."""

    def field(key: str) -> list[str]:
        return [str(value).strip() for value in package.metadata.get_all(key) or []]

    if expression := field("License-Expression"):
        return expression[0]
    written = "".join(field("License"))
    if written in SPELLINGS or is_allowed(written):
        return SPELLINGS.get(written, written)
    lines = [line for line in field("Classifier") if line.startswith("License :: OSI Approved :: ")]
    offered = [SPELLINGS.get(words := line.rpartition(" :: ")[2], words) for line in lines]
    if name in CHOSEN and CHOSEN[name] in offered:
        return CHOSEN[name]
    return offered[0] if len(offered) == 1 else f"? {written[:60]} {offered}"


def is_allowed(expression: str) -> bool:
    """True if one alternative of the SPDX expression names allowed licences only; brackets are never allowed."""
    return any(set(choice.split(" AND ")) <= ALLOWED for choice in expression.split(" OR "))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND MIT AND Zlib", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("", False),
        ("? all rights reserved []", False),
    ],
)
def test_a_licence_is_allowed_only_with_one_free_way_to_use_it(expression: str, expected: bool) -> None:
    assert is_allowed(expression) is expected


def test_every_runtime_dependency_is_installed_with_a_licence_we_allow() -> None:
    packages, missing = installed_runtime()
    assert missing == []
    licences = {name: licence_of(name, package) for name, package in packages.items()}
    assert {name: licence for name, licence in licences.items() if not is_allowed(licence)} == {}


def test_every_runtime_dependency_is_listed_for_its_users() -> None:
    rows = re.findall(r"^\| ([\w.-]+) \|", (ROOT / "THIRD_PARTY.md").read_text("utf-8"), re.MULTILINE)
    listed = {canonicalize_name(name) for name in rows}
    assert set(installed_runtime()[0]) - listed == set()


def test_no_part_of_qt_is_imported_that_is_free_only_under_the_gpl() -> None:
    parts = "Charts|DataVisualization|Graphs|Lottie|NetworkAuth|Quick3D|QuickTimeline|VirtualKeyboard"
    banned = re.compile(rf"\bQt({parts})\b")
    guilty = [path.name for path in (ROOT / "cocreate").rglob("*.py") if banned.search(path.read_text("utf-8"))]
    assert guilty == []


def test_the_pins_keep_the_pyside_that_loses_none_away_from_python_3_11() -> None:
    qt = [requirement for requirement in runtime_requirements() if requirement.name.startswith(("PySide", "shiboken"))]
    assert {requirement.name for requirement in qt} == {"PySide6-Essentials"}, "the other parts bring GPL modules"
    for python in ("3.11", "3.12", "3.13"):
        applying = [r for r in qt if r.marker is None or r.marker.evaluate({"python_version": python})]
        assert len(applying) == 1, python
        assert applying[0].specifier.contains("6.11.3")
    old = [r for r in qt if r.marker is None or r.marker.evaluate({"python_version": "3.11"})]
    assert not old[0].specifier.contains("6.12.0")


def test_reportlab_is_pinned_and_never_asked_for_its_bidi_extra() -> None:
    (reportlab,) = [r for r in runtime_requirements() if r.name == "reportlab"]
    assert not reportlab.extras, "with the extra, pip silently goes back to 4.3.1"
    assert [reportlab.specifier.contains(version) for version in ("4.3.1", "5.1.0", "6.0")] == [False, True, False]


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_every_font_is_static_unmodified_and_has_its_licence_beside_it(font: Path) -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (font.parent / "LICENSE").read_text("utf-8")
    sums = (font.parents[1] / "SHA256SUMS").read_text("utf-8").splitlines()
    assert f"{hashlib.sha256(font.read_bytes()).hexdigest()}  {font.parent.name}/{font.name}" in sums
    with TTFont(font, lazy=True) as tables:
        assert "fvar" not in tables
        assert tables["OS/2"].fsType == 0, "the font must allow embedding in a PDF"
    assert font.name in (ROOT / "THIRD_PARTY.md").read_text("utf-8")


SCRIPTS = {"inter": "aé€ĳ→", "noto-emoji": "🎉👍", "noto-sans-arabic": "سلام", "noto-sans-hebrew": "שלום"}


@pytest.mark.parametrize("family", SCRIPTS)
def test_the_fonts_cover_the_scripts_we_promise(family: str) -> None:
    (regular,) = [font for font in FONTS if font.parent.name == family and font.name.endswith("400Regular.ttf")]
    with TTFont(regular, lazy=True) as tables:
        characters = tables.getBestCmap()
    assert [letter for letter in SCRIPTS[family] if ord(letter) not in characters] == []


def test_every_icon_parses_and_takes_the_colour_of_its_theme() -> None:
    assert len(ICONS) >= 60
    for icon in ICONS:
        root = ElementTree.fromstring(icon.read_bytes())
        assert root.get("viewBox") == "0 0 24 24", icon.name
        assert "currentColor" in {root.get("stroke"), root.get("fill")}, icon.name
        colours = {part.get(name) for part in root.iter() for name in ("stroke", "fill")}
        assert colours <= {None, "none", "currentColor"}, icon.name
    assert (ROOT / "resources" / "icons" / "LICENSE").read_text("utf-8").startswith("ISC License")


def test_the_icon_of_the_product_has_shapes_only() -> None:
    tags = {part.tag.rpartition("}")[2] for part in ElementTree.fromstring(APP_ICON.read_bytes()).iter()}
    assert tags <= {"svg", "title", "rect", "circle", "path", "g"}


def test_no_tracked_file_names_a_package_registry_or_a_place_on_one_machine() -> None:
    git = shutil.which("git")
    listing = git and subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if not listing or listing.returncode:
        pytest.skip("this copy is not a git checkout")
    hosts = rb"pypi\.org|pythonhosted\.org|registry\.npmjs|registry\.yarnpkg|crates\.io|conda\.anaconda|deb\.debian"
    banned = re.compile(hosts + rb"|(?<![\w.])/(?:work|root)/")
    paths = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    texts = {path: path.read_bytes() for path in paths if path.is_file()}
    hits = {str(path.relative_to(ROOT)): banned.findall(text) for path, text in texts.items() if b"\0" not in text}
    assert {name: found for name, found in hits.items() if found} == {}


def test_the_floors_are_kept() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    ran = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_ci_runs_the_very_commands_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8").splitlines()
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    commands = [shlex.split(value)[0] for value in re.findall(r"^(?:SETUP|TESTS)=(.*)$", script, re.MULTILINE)]
    assert len(commands) == 2
    assert [command for command in commands if command not in readme] == []
