"""Titles and shared terms. Planted and seen caught: no idf; no fuller phrase; phrases across a comma; the
subject of the board in a title; capitals of the first word kept; Dutch stop words on an English board."""

from __future__ import annotations

import pytest

from cocreate.insight.clustering import Idea, Wish, suggest
from cocreate.insight.embedding import WordsEmbedder
from cocreate.insight.naming import Namer, ignoring, shorten, title_of

ENERGY = ["Install solar panels on the roof", "More solar panels", "Use less energy at night", "Energy from the wind"]
FOOD = ["A vegetarian lunch", "Lunch with fresh fruit", "Fruit for everyone", "Cheaper lunch please"]
BIKES = ["Park bikes at the door", "Repair bikes in spring", "Lease a bike", "A bike shed near the door"]


def titles(*groups: list[str], ignore: tuple[str, ...] = (), locale: str = "en") -> list[str]:
    namer = Namer([t for g in groups for t in g], ignore, locale)
    themes = namer.themes(groups)
    return [title_of(namer.terms(theme), g[0], g) for theme, g in zip(themes, groups, strict=True)]


def test_a_title_says_what_its_notes_share_and_others_do_not() -> None:
    assert titles(ENERGY, FOOD, BIKES) == ["Solar panels · energy", "Lunch · fruit", "Bike · door"]


def test_a_word_of_every_group_comes_after_the_words_of_one() -> None:
    groups = [[f"street, {n}", f"street; {n}", f"street: {n}", "street"] for n in ("lamp", "tree", "bench", "bin")]
    assert titles(*groups) == ["Lamp · street", "Tree · street", "Bench · street", "Bin · street"]


def test_a_dull_word_of_one_language_may_be_the_theme_of_another() -> None:
    assert "door" in titles(ENERGY, FOOD, BIKES)[2]
    dutch = ["Ga door met de markt", "Door de stad fietsen", "De markt is er voor de mensen", "Een park aan het water"]
    assert titles(dutch, ["Dit is de straat van het jaar"] * 2)[0] == "Markt"


def test_words_on_an_ignore_list_carry_no_theme() -> None:
    assert titles(ENERGY, FOOD, BIKES, ignore=("bike", "Solar Panels")) == ["Energy", "Lunch · fruit", "Door"]


def test_the_subject_of_the_board_is_no_title() -> None:
    nouns = ["desk", "plant", "lamp", "chair", "door", "wall", "clock"]
    groups = [[f"office {n}", f"{n} of the offices", f"{n}"] for n in nouns]
    assert titles(*groups) == [n.capitalize() for n in nouns]
    assert "office" in titles(*groups[:3])[0].lower(), "nine notes are too few to tell"


def test_equal_scores_are_broken_by_spelling() -> None:
    assert titles(["beta, alpha", "alpha. beta"], ["gamma", "gamma"]) == ["Alpha · beta", "Gamma"]


def test_a_phrase_does_not_run_over_a_comma() -> None:
    assert titles(["green, park", "green; park"], ["bench", "bench"])[0] == "Green · park"
    assert titles(["green park", "green park"], ["bench", "bench"])[0] == "Green park"


def test_names_keep_their_capital_and_shouting_is_not_copied() -> None:
    group = ["Clean the Noordersingel", "Plants along the Noordersingel", "NOORDERSINGEL PLANTS NOW"]
    assert titles(group, FOOD)[0] == "Noordersingel · plants · clean"


def test_forms_of_a_word_count_together_and_are_written_as_most_write_them() -> None:
    assert (
        titles(["de speeltuin", "speeltuinen voor het dorp", "twee speeltuinen"], ["een park"])[0]
        == "Speeltuinen · dorp"
    )


def test_a_note_shares_terms_in_its_own_words() -> None:
    namer = Namer(ENERGY + FOOD + BIKES)
    theme = namer.themes([ENERGY, FOOD, BIKES])[2]
    assert namer.shared("Lease a bike", theme) == ("bike",)
    assert namer.shared("Park bikes at the door", theme) == ("bikes", "door")
    assert namer.shared("A vegetarian lunch", theme) == ()


@pytest.mark.parametrize(
    ("group", "title"),
    [
        (["木を増やす", "木を植える"], "木を増やす"),
        (["ต้นไม้เพิ่มขึ้น", "ต้นไม้ใหม่"], "ต้นไม้เพิ่มขึ้น"),
        (["更多的树木", "更多树木"], "更多的树木"),
        (["больше деревьев", "деревья: больше деревьев"], "Больше деревьев"),
        (["أشجار أكثر", "أشجار"], "أشجار أكثر"),
        (["more of it", "and so on"], "More of it"),
    ],
)
def test_scripts_without_spaces_take_a_note_as_title(group: list[str], title: str) -> None:
    assert titles(group, ["park", "park bench"])[0] == title


def test_a_letter_in_two_parts_is_one_letter() -> None:
    assert titles(["cafe\u0301", "een café"], ["park", "park"])[0] == "Café"


def test_a_long_note_is_cut_at_a_word() -> None:
    assert shorten("one two  three four", 60) == "one two three four"
    assert shorten("one two three four", 13) == "one two…"
    assert shorten("a" * 30, 10) == "a" * 9 + "…"


def test_a_board_without_telling_words_speaks_the_language_of_the_workshop() -> None:
    groups = (["wijk, deur", "deur! wijk", "wijk"], ["park", "park"])
    assert titles(*groups, locale="nl")[0] == "Deur"
    assert titles(*groups, locale="en")[0] == "Wijk · deur"
    assert titles(*groups, locale="xx")[0] == "Deur"


def test_the_ignore_list_is_text_not_a_pattern() -> None:
    found = ignoring(["c++ (new)", "  "])
    assert found is not None
    assert found.sub("", "Learn C++ (NEW) today") == "Learn  today"
    assert ignoring([" "]) is None


def test_each_candidate_title_names_the_notes_that_say_it() -> None:
    ideas = [Idea(f"s{k}", f"Put solar panels on the {roof} roof") for k, roof in enumerate(("school", "shop", "old"))]
    ideas += [Idea("e", "Save energy with a better roof"), Idea("p", "A solar panel for every house")]
    ideas += [
        Idea(f"b{k}", f"Ride the {what} bicycle to work") for k, what in enumerate(("red", "blue", "new", "slow"))
    ]
    found = suggest(ideas, Wish(k=2), WordsEmbedder())
    sun = next(c for c in found.clusters if "s0" in c.notes)
    assert 1 <= len(sun.names) <= 3
    by_title = {name.title.lower(): set(name.notes) for name in sun.names}
    panels = next(notes for title, notes in by_title.items() if title.startswith("solar panel"))
    assert {"s0", "s1", "s2", "p"} <= panels, "singular and plural are one"
    assert all(set(name.notes) <= set(sun.notes) for name in sun.names)


def test_an_empty_word_that_begins_a_name_stays_in_it() -> None:
    taxes = ["People in New Zealand pay tax", "Taxes in New Zealand are low", "Is tax in New Zealand fair"]
    others = ["A new bench in the park", "More trees in the park", "The park is for children"]
    first, second = titles(taxes, others)
    assert "New Zealand" in first
    assert "new" not in second.lower().split()
