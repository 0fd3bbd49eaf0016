"""Forms of one word."""

from __future__ import annotations

import pytest

from cocreate.insight.stems import families, same_stem


@pytest.mark.parametrize(
    "pair",
    [
        "shower showers", "bus buses", "battery batteries", "recycle recycling", "plant planting", "boom bomen",
        "plan plannen", "huis huizen", "brief brieven", "kind kinderen", "groen groene", "park parkje",
        "straat straten", "speeltuin speeltuinen", "plantenbak plantenbakken", "colleague colleague's",
        "school scholen",
    ],
)  # fmt: skip
def test_these_are_one_word(pair: str) -> None:
    plain, form = pair.split()
    assert families({plain: 2, form: 1}) == {plain: plain, form: plain}
    assert families({plain: 1, form: 2}) == {plain: form, form: form}


@pytest.mark.parametrize("pair", ["park parking-lot", "bank bench", "we wees", "tuin station", "car care"])
def test_these_are_two(pair: str) -> None:
    a, b = pair.split()
    found = families({a: 1, b: 1})
    assert found[a] != found[b]


def test_a_form_needs_its_plain_form_on_the_board() -> None:
    assert families({"showers": 1, "showering": 1}) == {"showers": "showers", "showering": "showering"}


def test_a_title_does_not_say_a_word_twice_in_another_form() -> None:
    assert same_stem("environment", "environmentally")
    assert same_stem("recycle", "recycled")
    assert same_stem("afval", "afvalbak")
    assert same_stem("huis", "buurthuis")
    assert not same_stem("water", "watch")
    assert not same_stem("tree", "street")
    assert not same_stem("rain", "train")
    assert not same_stem("bar", "barbecue")
