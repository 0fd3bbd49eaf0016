"""What every command shares: it is a value, it says what it asks for, and it cannot be changed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from cocreate.model.commands import COMMANDS, EditNote, RemoveWorkshop, RestoreWorkshop


def test_commands_are_equal_by_class_and_fields() -> None:
    one = EditNote(scope="w", note_id="n", text="a")
    assert one == EditNote(scope="w", note_id="n", text="a")
    assert hash(one) == hash(EditNote(scope="w", note_id="n", text="a"))
    assert one != replace(one, text="b")
    assert RemoveWorkshop(scope="w") != RestoreWorkshop(scope="w")
    assert len({one, replace(one), RemoveWorkshop(scope="w"), RestoreWorkshop(scope="w")}) == 3


def test_a_command_says_its_fields() -> None:
    assert repr(RemoveWorkshop(scope="w")) == "RemoveWorkshop(scope='w')"


def test_a_command_cannot_be_changed() -> None:
    command = RemoveWorkshop(scope="w")
    with pytest.raises(FrozenInstanceError):
        command.scope = "another"  # type: ignore[misc]


def test_no_command_has_its_own_idea_of_equality() -> None:
    assert {cls.__name__ for cls in COMMANDS.values() if "__eq__" in vars(cls) or "__repr__" in vars(cls)} == set()
