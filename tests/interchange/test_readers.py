"""Every text of a file arrives, in order and whole, and the report says what was changed or left out."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.errors import FileTrouble
from cocreate.export.tables import safe_cell
from cocreate.interchange import ImportPlan, Options, read_ideas


def texts(data: bytes | str, name: str = "ideas.txt", **options: str) -> list[str]:
    return [i.text for i in plan(data, name, **options).ideas]


def plan(data: bytes | str, name: str = "ideas.txt", **options: str) -> ImportPlan:
    return read_ideas(data.encode() if isinstance(data, str) else data, name, Options(**options))


def said(found: ImportPlan, kind: str) -> str:
    return " ".join(line.say() for line in found.report if line.kind == kind)


# ---- plain text


def test_list_marks_go_and_everything_else_stays() -> None:
    found = plan("- One\n* Two\n• Three\n1. Four\n12) Five\n- [x] Six\n2020: a year\n3.5 km walk\n-dash\n")
    assert [i.text for i in found.ideas] == [
        "One", "Two", "Three", "Four", "Five", "Six", "2020: a year", "3.5 km walk", "-dash",
    ]  # fmt: skip
    assert "6 lines" in said(found, "changed")


def test_empty_lines_and_lines_without_words_are_reported() -> None:
    found = plan("One\n\n   \n-----\nTwo\n")
    assert [i.text for i in found.ideas] == ["One", "Two"]
    assert "2 empty lines" in said(found, "dropped")
    assert "Line 4" in said(found, "dropped")


def test_equal_lines_are_both_kept_and_reported() -> None:
    found = plan("Soup\nBread\nSoup\n")
    assert [i.text for i in found.ideas] == ["Soup", "Bread", "Soup"]
    assert "Line 3 says the same as line 1" in said(found, "kept")


def test_emoji_and_other_scripts_are_ideas() -> None:
    assert texts("🎉\nпривет\nשלום\n") == ["🎉", "привет", "שלום"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_separate_ideas(end: str) -> None:
    assert texts(end.join(["One", "Two", "Three"])) == ["One", "Two", "Three"]


def test_a_text_over_the_limit_becomes_parts_that_hold_every_word() -> None:
    words = [f"word{k}." for k in range(700)]
    found = plan("First\n" + " ".join(words))
    parts = [i.text for i in found.ideas[1:]]
    assert " ".join(parts).split() == words
    assert max(map(len, parts)) <= 2000
    assert "Line 2 is longer" in said(found, "changed")
    assert len({i.source for i in found.ideas}) == len(found.ideas)


def test_a_wall_of_letters_is_cut_too() -> None:
    parts = texts("x" * 4100)
    assert "".join(parts) == "x" * 4100
    assert [len(p) for p in parts] == [2000, 2000, 100]


def test_the_source_names_content_and_line() -> None:
    one, two = plan("A\nB\n"), plan("A\nB\n", "renamed.txt")
    assert [i.source for i in one.ideas] == [i.source for i in two.ideas]
    digest, row = one.ideas[1].source.split(":")
    assert (len(digest), row) == (16, "2")
    assert plan("A\nC\n").ideas[0].source != one.ideas[0].source


# ---- tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [("Idee", "Thema"), ("Soep, samen", "Eten"), ("Wandelen; buiten", "Natuur"), ('Zeg "hoi"', "Eten")]
    cells = [delimiter.join('"' + c.replace('"', '""') + '"' for c in row) for row in rows]
    found = plan("\n".join(cells), "ideas.csv")
    assert [(i.text, i.theme) for i in found.ideas] == list(rows[1:])
    assert (found.column, found.theme_column) == ("Idee", "Thema")


def test_one_column_keeps_its_commas() -> None:
    assert texts("Soup, bread, cheese\nA walk\nSing, once, loudly, in tune\nNothing\nMore, please\n", "a.csv") == [
        "Soup, bread, cheese", "A walk", "Sing, once, loudly, in tune", "Nothing", "More, please",
    ]  # fmt: skip


def test_a_bare_comma_in_the_last_column_loses_nothing() -> None:
    found = plan("nr,idea\n1,Soup\n2,Bread, cheese, wine\n3,Walk\n4,Sing\n", "a.csv")
    assert [i.text for i in found.ideas] == ["Soup", "Bread, cheese, wine", "Walk", "Sing"]
    assert "put together" in said(found, "changed")


def test_without_a_header_the_column_with_most_words_is_read() -> None:
    data = "2024-01-01 10:00:00\tEat together\tFood\n2024-01-01 10:00:05\tWalk to work\tFood\n"
    found = plan(data, "a.tsv")
    assert [i.text for i in found.ideas] == ["Eat together", "Walk to work"]
    assert found.column == "2"


@pytest.mark.parametrize("column", ["Wens", "wens", "2"])
def test_a_column_is_chosen_by_name_or_number(column: str) -> None:
    found = plan("Naam,Wens,Titel\nAn,Soep,Kok\nBo,Brood,Bakker\n", "a.csv", column=column)
    assert [i.text for i in found.ideas] == ["Soep", "Brood"]
    assert "Titel" in said(found, "dropped")


def test_an_unknown_column_is_answered_with_the_columns_there_are() -> None:
    with pytest.raises(FileTrouble, match="idea, theme"):
        plan("idea,theme\nSoup,Food\n", "a.csv", column="tittle")


def test_rows_without_an_idea_are_counted() -> None:
    found = plan("idea,theme\nSoup,Food\n,Food\nBread,Food\n", "a.csv")
    assert len(found.ideas) == 2
    assert "1 rows without" in said(found, "dropped")


def test_a_stray_quotation_mark_swallows_nothing() -> None:
    found = plan('id\tidea\n1\t"Soup\n2\tBread\n3\tWalk\n', "a.tsv")
    assert [i.text for i in found.ideas] == ['"Soup', "Bread", "Walk"]
    assert "pair up" in said(found, "changed")


def test_a_quoted_line_break_stays_in_its_idea() -> None:
    assert texts('idea,theme\n"Soup\nand bread",Food\nWalk,Air\n', "a.csv") == ["Soup\nand bread", "Walk"]


def test_the_mark_before_a_formula_is_taken_off_once() -> None:
    assert texts("idea,theme\n'=1+1,x\n''=2,x\n'n Brood,x\n'-5 graden,x\n", "a.csv") == [
        "=1+1", "'=2", "'n Brood", "-5 graden",
    ]  # fmt: skip


def test_excels_separator_line_is_obeyed() -> None:
    assert texts("sep=;\nidee;thema\nSoep;Eten\n", "a.csv") == ["Soep"]


# ---- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_accents_survive_every_usual_encoding(encoding: str) -> None:
    ideas = ["Eén lange tafel", "Koffie à € 1, “vers”", "Naïef geïnspireerd café"]
    assert texts("\n".join(ideas).encode(encoding)) == ideas


def test_another_code_page_is_guessed_and_said() -> None:
    ideas = ["Общий стол раз в месяц для всех", "Наставник для каждого новичка", "Прогулка вместо совещания"]
    found = plan("\n".join(ideas).encode("cp1251"))
    assert [i.text for i in found.ideas] == ideas
    assert "not UTF-8" in said(found, "changed")


# ---- files that cannot be read


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n \n", "a.csv", "empty"),
        (b"\xef\xbb\xbf", "a.txt", "no ideas"),
        (b"---\n***\n", "a.txt", "no ideas"),
        (b",,,\n,,,\n", "a.csv", "no ideas"),
        (b"idea,theme\n", "a.csv", "no ideas"),
        (b"PK\x03\x04" + b"x" * 99, "a.xlsx", "XLSX"),
        (b"%PDF-1.7\n", "a.pdf", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "a.txt", "PNG"),
        (bytes(range(256)) * 4, "a.txt", "not a text file"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08" * 9, "a.txt", "not a text file"),
        ("één idee\nnog één\n".encode() + b"\xc3\n", "a.txt", "line 3"),
        (b"\xff\xfea\x00b", "a.txt", "damaged"),
        (b"x\n" * 10_001, "a.txt", "10000"),
        (b"x" * (8 * 1024 * 1024 + 1), "a.txt", "8 MB"),
        (b"x\n\n" * 50_001, "a.txt", "100000 lines"),
        (b"idea" + b"," * 1_000_001, "a.csv", "1000000 cells"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_gives_one_sentence_in_both_languages(data: bytes, name: str, words: str) -> None:
    with pytest.raises(FileTrouble) as trouble:
        read_ideas(data, name)
    english, dutch = trouble.value.say("en"), trouble.value.say("nl")
    assert words in english
    assert name in english
    assert english != dutch
    assert "{" not in english + dutch


# ---- real boards


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("innovonto-environment-en", 362), ("innovonto-mturk-app-en", 354),
        ("amsterdam-252-nl", 85), ("amsterdam-285-nl", 97),
    ],
)  # fmt: skip
def test_real_boards_keep_every_text(shared_data: Path, name: str, count: int) -> None:
    data = (shared_data / "ideas" / f"{name}.tsv").read_bytes()
    lines = data.decode().splitlines()
    found = read_ideas(data, f"{name}.tsv")
    assert [i.text for i in found.ideas] == [line.split("\t")[1].strip() for line in lines]
    assert len(found.ideas) == count


def test_a_kanban_table_brings_titles_and_stages(shared_data: Path) -> None:
    found = read_ideas((shared_data / "import" / "wekan-board.csv").read_bytes(), "wekan-board.csv")
    assert found.ideas[0].text == "Test card 1\nTest description 1"
    assert {i.theme for i in found.ideas} == {f"Stage {k}" for k in range(1, 5)}


# ---- anything at all


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400), name=st.sampled_from(["a.txt", "a.csv", "a.tsv", "a"]))
def test_any_bytes_give_a_plan_or_one_sentence(data: bytes, name: str) -> None:
    try:
        found = read_ideas(data, name)
    except FileTrouble:
        return
    assert all(0 < len(i.text) <= 2000 for i in found.ideas)
    assert len({i.source for i in found.ideas}) == len(found.ideas)


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1).map(
    lambda t: "w" + t.strip()
)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=2, max_size=8), delimiter=st.sampled_from([",", ";", "\t"]))
def test_any_table_keeps_every_cell_of_its_columns(rows: list[tuple[str, str]], delimiter: str) -> None:
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([("idea", "theme"), *rows])
    found = read_ideas(sheet.getvalue().encode(), "a.csv")
    assert [i.text for i in found.ideas] == [idea for idea, _ in rows]


def test_the_largest_files_are_read_in_time_that_grows_with_their_size() -> None:
    assert len(texts(b"one two three. " * 500_000)) < 5_000
    assert len(texts("\n".join(f"idea {k % 50}" for k in range(10_000)))) == 10_000


@pytest.mark.parametrize(
    "text", ["=1", "'=1", '"=1', "\u200b=1", "+x", "-a", "@a", "＝1", "''=1", "plain", "-12", "'tis"]
)
def test_the_mark_before_a_formula_comes_off_again(text: str) -> None:
    table = f'idea\n"{safe_cell(text).replace(chr(34), chr(34) * 2)}"\nanother idea\n'
    assert read_ideas(table.encode(), "ideas.csv").ideas[0].text == text
