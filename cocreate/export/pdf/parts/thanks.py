"""The first page for those who were there: thanks, what their votes chose, and what is decided. Names no author."""

from __future__ import annotations

from cocreate.export.facts import Facts
from cocreate.export.pdf.blocks import Block, Gap, Text
from cocreate.export.pdf.parts.page_blocks import Density, Eyebrow, Figures, Section
from cocreate.export.pdf.parts.page_one import DENSITIES, Head, decision_table, figures, item_table, results, where
from cocreate.export.pdf.style import H1, LEAD, SMALL
from cocreate.export.wording import ideas


def thanks(facts: Facts, head: Head) -> list[Block]:
    t, s, d = facts.t, facts.snapshot, Density(*DENSITIES[1])
    said = t("Thank you for {ideas}", ideas=ideas(t, len(s.notes))) if s.notes else t("Thank you")
    shop = s.workshop
    asked = shop.question.strip() or shop.title.strip() or t("Untitled workshop")
    kept = t("Every idea was kept, word for word. This is what became of them, without the names of who wrote them.")
    blocks: list[Block] = [
        Eyebrow(t("For everybody who took part"), head.state, d, head.is_draft, head.logo),
        Text(said, H1, "H1", place="page1", level=0, entry=t("Thank you")),
        Text(asked, LEAD, before=6, most=6),
        *(Text(line, SMALL, before=6 if n == 0 else 0, most=2) for n, line in enumerate(where(facts, head.date))),
        Figures(figures(facts), d, before=16),
        Gap(14),
        Text(kept),
        *results(facts, d),
    ]
    if s.outcomes:
        blocks += [Section(t("Decisions"), "", d, d.air), decision_table(facts, s.outcomes, d, is_home=True)]
    if s.action_items:
        blocks += [Section(t("Action items"), "", d, d.air), item_table(facts, s.action_items, d)]
    return blocks
