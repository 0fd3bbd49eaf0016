"""Before the reveal nothing that leaves a laptop holds a total or a ballot: no document, no file of the folder."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from export.test_record import _keyed
from export.test_redact import all_text
from model.kit import W, code_of
from model.test_methods_of_voting import PEOPLE, ROOMS, cast, draft, options, run, s  # noqa: F401 - a fixture

from cocreate.export.catalogue import FORMATS, Material, make
from cocreate.model.commands import CloseRound, OpenRound, RevealRound
from cocreate.model.store import Store
from cocreate.sync.segment import unseal
from cocreate.voting import receipts

from .kit import open_folder, segments

RESULTS = ("round_result", "revealed_ballot", "plain_reach", "fair_reach", "concordance")


def documents(store: Store) -> dict[str, str]:
    """The text of every document that the catalogue can make here, unpacked."""
    made = {key: make(key, Material(store.snapshot(W))) for key, row in FORMATS.items() if row.is_at_hand and row.write}
    return {key: _unpacked(data) for key, data in made.items()}


def _unpacked(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return all_text(data)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as file:
            return "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    return data.decode()


def folder_text(store: Store, share: Path) -> str:
    """All that stands in a shared folder, segments unpacked."""
    share.mkdir(exist_ok=True)
    assert open_folder(store, share).sync().error is None
    opened = [unseal(file.read_bytes()) for file in segments(share)]
    steps = [segment.text.decode() for segment in opened if segment is not None]
    rest = [p.read_bytes().decode("latin-1") for p in share.rglob("*") if p.is_file() and p.suffix != ".ccs"]
    assert steps
    return "".join([*steps, *rest])


@pytest.mark.parametrize("method", ROOMS)
def test_no_ballot_and_no_total_leaves_before_the_reveal(s: Store, method: str, tmp_path: Path) -> None:  # noqa: F811
    values, ballots, _ = ROOMS[method]
    draft(s, method, **values)
    run(s, OpenRound)
    names = options(s)
    for who, ballot in zip(PEOPLE, ballots, strict=True):
        cast(s, who, **ballot)
    codes = [code_of(who) for who in PEOPLE]
    marks = [receipts.leaf("r", c, _keyed(names, b)).hex() for c, b in zip(codes, ballots, strict=True)]
    marks += [receipts.code_hash("r", code).hex() for code in codes] + codes
    for state in ("open", "closed"):
        told = documents(s)
        for key, text in told.items():
            assert not [x for x in (*marks, *names) if x in text], (state, key)
        folder = folder_text(s, tmp_path / "share")
        assert not [x for x in (*marks, *RESULTS) if x in folder], state
        if state == "open":
            run(s, CloseRound)
    run(s, RevealRound)
    folder = folder_text(s, tmp_path / "share")
    assert all(x in folder for x in (*RESULTS[:2], marks[0])), "what is looked for does stand there afterwards"
    assert not [code for code in codes if code in folder], "a code never leaves"
    assert marks[0] in documents(s)["json"]
