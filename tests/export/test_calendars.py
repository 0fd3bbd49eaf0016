"""Action items for calendars: lines as the standard wants them, and an item that is sent again takes its own place."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.export.calendars import action_items_by_owner
from cocreate.export.catalogue import Material, make
from cocreate.export.options import ReportOptions
from cocreate.model.snapshot import WorkshopSnapshot

from . import sample

EVENTS = re.compile(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", re.DOTALL)


def made(snapshot: WorkshopSnapshot, language: str = "en") -> bytes:
    return make("ics", Material(snapshot, ReportOptions(language)))


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def values(data: bytes, name: str) -> list[str]:
    """Values of a property, as a calendar reads them."""
    found = [line.partition(":")[2] for line in unfolded(data) if re.match(rf"{name}[;:]", line)]
    return [re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value) for value in found]


def test_each_dated_item_is_a_day_with_its_own_id() -> None:
    snapshot = sample.workshop(20, items=5)
    data = made(snapshot)
    dated = [i for i in snapshot.action_items if i.due]
    assert len(dated) == 4
    assert values(data, "UID") == [i.id for i in dated]
    assert values(data, "DTSTART") == [i.due.replace("-", "") for i in dated]
    assert "DTSTART;VALUE=DATE:20270115" in unfolded(data)
    assert "DTEND;VALUE=DATE:20270116" in unfolded(data)
    assert values(data, "SUMMARY") == [i.text for i in dated]
    assert "Owner: Aïsha de Wit" in values(data, "DESCRIPTION")[0]
    assert "Eigenaar: Aïsha de Wit" in values(made(snapshot, "nl"), "DESCRIPTION")[0]


def test_the_stamp_is_the_last_change_so_that_a_later_file_wins() -> None:
    snapshot = sample.workshop(20)
    earlier = values(made(snapshot), "DTSTAMP")[0]
    later = replace(snapshot, stamp="1795100000000-000001-abc")
    assert set(values(made(later), "DTSTAMP")) == {"20261119T145320Z"}
    assert earlier < "20261119T145320Z"
    assert values(made(later), "UID") == values(made(snapshot), "UID")


def test_a_dropped_item_is_called_off_and_no_date_is_no_event() -> None:
    snapshot = sample.workshop(20, items=2)
    dropped, odd = snapshot.action_items
    items = replace(dropped, state="dropped"), replace(odd, due="soon")
    assert values(made(replace(snapshot, action_items=items)), "STATUS") == ["CANCELLED"]
    for due in ("9999-12-31", "0001-01-01", "2027-02-30"):
        assert EVENTS.findall(made(replace(snapshot, action_items=(replace(odd, due=due),))).decode()) == []


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120), st.text("é👩\u200d🚀a,;\\\n", max_size=90))
def test_every_text_is_one_property_of_short_whole_lines(text: str, detail: str) -> None:
    snapshot = sample.workshop(3, items=1)
    item = replace(snapshot.action_items[0], text=text, first_step=detail)
    data = made(replace(snapshot, action_items=(item,)))
    assert data.endswith(b"END:VCALENDAR\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()  # no character is cut
    kept = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert values(data, "SUMMARY") == [kept.replace("\t", " ")]
    assert [line.partition(":")[0] for line in unfolded(data)].count("SUMMARY") == 1


def test_each_owner_gets_a_calendar_of_their_own() -> None:
    snapshot = sample.workshop(20, items=12)
    found = action_items_by_owner(Material(snapshot).facts())
    names = {p.id: p.name for p in snapshot.participants}
    assert set(found) == {names[i.owner_id] for i in snapshot.action_items if i.owner_id and i.due}
    for owner, data in found.items():
        assert values(data, "UID") == [
            i.id for i in snapshot.action_items if i.due and i.owner_id and names[i.owner_id] == owner
        ]
