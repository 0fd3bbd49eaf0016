"""A personal page says what became of one person's ideas, and nothing that belongs to somebody else."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from cocreate.export.facts import Facts
from cocreate.export.options import ReportOptions
from cocreate.export.takeaway import takeaway
from cocreate.export.takeaway_pdf import build_takeaways, file_names
from cocreate.export.verify import inspect
from cocreate.model.snapshot import Participant, WorkshopSnapshot
from cocreate.words import words

from . import sample

EN = ReportOptions("en")


@pytest.fixture(scope="module")
def room() -> WorkshopSnapshot:
    """Twenty ideas; the first person wrote every fourth one."""
    made = sample.workshop(20)
    people = made.participants
    notes = tuple(
        replace(n, text=f"{n.text} (number {n.number})", author_id=people[0 if n.number % 4 == 0 else 1].id)
        for n in made.notes
    )
    items = tuple(replace(i, owner_id=people[0 if k == 0 else 2].id) for k, i in enumerate(made.action_items))
    return replace(made, notes=notes, action_items=items)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def one(room: WorkshopSnapshot, **options: object) -> bytes:
    person = room.participants[0]
    [pdf] = build_takeaways(room, [person.id], replace(EN, **options)).values()  # type: ignore[arg-type]
    return pdf


def test_the_page_has_own_ideas_with_what_became_of_them_and_nobody_elses(room: WorkshopSnapshot) -> None:
    person = room.participants[0]
    said = takeaway(Facts(room, words("en")), person)
    own = [n for n in room.ideas if n.author_id == person.id]
    assert [f.text for f in said.fates] == [" ".join(n.text.split()) for n in own]
    assert all(f.lines for f in said.fates)
    assert [p.text for p in said.promises] == [room.action_items[0].text]
    text = text_of(one(room))
    assert not [n.text for n in room.ideas if n.author_id != person.id and f"(number {n.number})" in text]
    assert f"(number {own[0].number})" in text
    assert f"Thank you, {person.name}" in text


def test_a_merged_idea_names_the_one_it_went_into_by_number_alone(room: WorkshopSnapshot) -> None:
    mine, other = (next(n for n in room.notes if (n.number % 4 == 0) is own) for own in (True, False))
    notes = tuple(replace(n, merged_into=other.id) if n.id == mine.id else n for n in room.notes)
    said = takeaway(Facts(replace(room, notes=notes), words("en")), room.participants[0])
    [fate] = [f for f in said.fates if f.name == f"I-{mine.number:03d}"]
    assert fate.lines[0] == f"Taken together with I-{other.number:03d}, which says the same."


def test_an_open_vote_is_not_told(room: WorkshopSnapshot) -> None:
    rounds = tuple(replace(r, state="open", title="Xantippe", revealed_at=0) for r in room.rounds)
    hidden = replace(room, rounds=rounds)
    said = takeaway(Facts(hidden, words("en")), room.participants[0])
    assert not [line for f in said.fates for line in f.lines if "The room gave" in line]
    text = text_of(one(hidden))
    assert "Xantippe" not in text
    assert "Draft" in text


def test_without_names_no_idea_is_tied_to_a_person(room: WorkshopSnapshot) -> None:
    text = text_of(one(room, anonymous=True))
    assert "Ideas stand here without names" in text
    assert "I-004" not in text
    assert room.action_items[0].text in text, "what they accepted stays"


def test_a_workshop_with_nothing_in_it_still_thanks(room: WorkshopSnapshot) -> None:
    bare = replace(sample.empty(), participants=room.participants[:1])
    text = text_of(one(bare))
    assert "No ideas were written down" in text
    assert "Draft" in text


def test_one_page_holds_twelve_ideas_and_more_go_on_behind_it(room: WorkshopSnapshot) -> None:
    person = room.participants[0]

    def pages(count: int) -> int:
        mine = tuple(replace(n, author_id=person.id) for n in sample.workshop(count).notes)
        document = pypdfium2.PdfDocument(one(replace(sample.workshop(count), notes=mine)))
        try:
            return len(document)
        finally:
            document.close()

    assert pages(10) == 1
    assert pages(60) > 1


def test_the_same_room_gives_the_same_bytes_and_a_tagged_file(room: WorkshopSnapshot) -> None:
    assert one(room) == one(room)
    assert inspect(one(room)).findings == []
    assert inspect(one(room, language="nl", paper="letter")).findings == []


def test_only_those_who_were_named_get_a_page(room: WorkshopSnapshot) -> None:
    wanted = [room.participants[1].id, room.participants[3].id]
    assert len(build_takeaways(room, wanted, EN)) == 2
    assert build_takeaways(room, [], EN) == {}


def test_names_become_file_names_on_every_system() -> None:
    names = ("Ann/../a", "Ann a", "con", "", "مريم", "Zoë   d'Arc", "x" * 200)
    people = [Participant(id=str(k), name=name) for k, name in enumerate(names)]
    found = file_names(people, words("en"))
    assert found["0"] == "Ann a.pdf"
    assert found["1"] == "Ann a 2.pdf"
    assert found["2"] == "con_.pdf"
    assert found["3"] == "participant.pdf"
    assert found["4"] == "مريم.pdf"
    assert found["5"] == "Zoë d Arc.pdf"
    assert len(found["6"]) < 80
    assert len(set(found.values())) == len(people)
