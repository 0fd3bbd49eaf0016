"""What the tests of clustering share: texts drawn at random, and the rule that every idea is accounted for."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cocreate.insight.clustering import Idea, Suggestion
from cocreate.insight.embedding import WordsEmbedder

WORDS = WordsEmbedder()
VOCABULARY = ["park", "tree", "bench", "coffee", "lunch", "soup", "bike", "shed", "één", "деревья", "ต้นไม้", "🎉", "?"]
TEXTS = st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=4).map(" ".join), max_size=24)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ideas_of(texts: Sequence[str]) -> list[Idea]:
    return [Idea(f"n{i:03}", text) for i, text in enumerate(texts)]


def cluster_of(found: Suggestion) -> dict[str, str]:
    return {note: c.key for c in found.clusters for note in c.notes}


def accounted(found: Suggestion, ideas: Sequence[Idea]) -> None:
    """Every idea is in exactly one place and has a reason that points to what is there."""
    notes = [n for c in found.clusters for n in c.notes] + list(found.unsure)
    assert sorted(notes) == sorted(i.id for i in ideas)
    assert sorted(r.note for r in found.reasons) == sorted(notes)
    keys = {c.key for c in found.clusters}
    assert len(keys) == len(found.clusters)
    for reason in found.reasons:
        assert reason.cluster in keys or (reason.cluster == "" and not any(c.notes for c in found.clusters))
        assert reason.second is None or reason.second in keys - {reason.cluster}
        assert len(reason.nearest) > 0 or len(ideas) == 1
        assert reason.note not in dict(reason.nearest)
    for c in found.clusters:
        assert c.medoid == (c.notes[0] if c.notes else "")
        assert c.held is not None or (c.title and c.notes)
