"""After the reveal: the decider's act, reasons against, and "verify my vote". Sheets that give back a command."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cocreate.export.ballot_words import criterion_names
from cocreate.export.verdict import Verdict
from cocreate.model.commands import AddDissent, DecideRound, new_id
from cocreate.model.snapshot import Participant, RevealedBallot, RoundOption, VotingRound
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Check, Choice
from cocreate.ui.widgets.fields import LineField, TextField
from cocreate.ui.widgets.labels import Label
from cocreate.ui.widgets.sheet import Sheet
from cocreate.ui.workshop import parts
from cocreate.voting.methods import parts as key_parts
from cocreate.voting.receipts import CodeError, leaf, normal
from cocreate.words import words


class DecideSheet(Sheet):
    """What the decider takes from the result, with the reason. It stands beside the tally and never changes it."""

    def __init__(self, parent: QWidget, found: Verdict) -> None:
        super().__init__(tr("What is decided?"), parent, width=520)
        self._found = found
        before = found.decision
        taken = set(before.option_ids) if before else {x.result.option_id for x in (found.fair or found.plain)}
        self.body.addWidget(
            parts.label(tr("The result advises, a person decides. Both stand in the record, side by side."), "muted")
        )
        self.checks: dict[str, Check] = {}
        for line in found.lines:
            check = Check(line.title, line.result.option_id in taken)
            self.checks[line.result.option_id] = check
            self.body.addWidget(check)
        self.who = LineField(tr("Who decides"), before.decider if before else "")
        self.why = TextField(tr("Reason"), before.reason if before else "", lines=2,
                             hint=tr("What a colleague who was not here must know."))  # fmt: skip
        self.body.addWidget(self.who)
        self.body.addWidget(self.why)
        self.add_button(tr("Cancel"), None)
        self.add_button(tr("Record the decision"), self._read, kind="primary")

    def _read(self) -> object:
        if not self.who.value():
            self.who.set_error(tr("Write who decides."))
            self.who.setFocus()
            return Sheet.STAY
        held = self._found.round
        chosen = tuple(key for key, check in self.checks.items() if check.isChecked())
        return DecideRound(
            scope=held.scope, round_id=held.id, option_ids=chosen, decider=self.who.value(), reason=self.why.value()
        )


class DissentSheet(Sheet):
    """A reason against: without a name, unless its author signs."""

    def __init__(
        self, parent: QWidget, held: VotingRound, options: Sequence[RoundOption], people: Sequence[Participant]
    ) -> None:
        super().__init__(tr("Add objection"), parent)
        self._round = held
        self.body.addWidget(parts.label(tr("Objections are kept with the result, also when they lost."), "muted"))
        self.about = Choice(
            [("", tr("The whole result")), *((o.id, o.title) for o in options)],
            name=tr("What the objection is about"),
        )
        self.text = TextField(tr("Reason against"), lines=3)
        self.who = Choice([("", tr("Without a name")), *((p.id, p.name) for p in people)], name=tr("Signed by"))
        self.body.addWidget(_named(tr("What the objection is about"), self.about))
        self.body.addWidget(self.text)
        self.body.addWidget(_named(tr("Signed by"), self.who))
        self.add_button(tr("Cancel"), None)
        self.add_button(tr("Add objection"), self._read, kind="primary")

    def first_stop(self) -> QWidget:
        return self.text.edit

    def _read(self) -> object:
        if not self.text.value():
            self.text.set_error(tr("Write the reason."))
            self.text.setFocus()
            return Sheet.STAY
        held = self._round
        return AddDissent(
            scope=held.scope, note_id=new_id(), round_id=held.id, text=self.text.value(),
            option_id=self.about.value(), author_id=self.who.value() or None,
        )  # fmt: skip


def _named(words: str, choice: Choice) -> QWidget:
    """A choice under its name, as fields have theirs."""
    out = QWidget()
    inside = parts.column(out, 0, theme.XS)
    inside.addWidget(parts.label(words, "strong"))
    inside.addWidget(choice)
    return out


class VerifySheet(Sheet):
    """A ballot code, and whether that ballot is in the published list. Nothing typed here is kept."""

    def __init__(self, parent: QWidget, found: Verdict, ballots: Sequence[RevealedBallot]) -> None:
        super().__init__(tr("Verify my vote"), parent)
        self._found, self._ballots = found, tuple(ballots)
        self.code = LineField(tr("Ballot code"), placeholder="7K2M-QX4D-0V9T-HB3C")
        self.answer = parts.label("", "strong")
        self.answer.hide()
        self.votes = parts.label("", "body")
        self.votes.hide()
        root = Label(found.round.root[:32], "caption", selectable=True)
        root.setAccessibleName(tr("Root of all ballots {root}", root=found.round.root))
        self.body.addWidget(self.code)
        self.body.addWidget(self.answer)
        self.body.addWidget(self.votes)
        self.body.addWidget(
            parts.label(
                tr(
                    "It shows that your ballot is in and anybody can count the list again. It cannot show that nobody"
                    " copied this laptop during the vote, and a code that you give away tells what you voted."
                ),
                "caption",
            )
        )
        self.body.addWidget(parts.label(tr("Root of all ballots, as in the report"), "caption"))
        self.body.addWidget(root, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_button(tr("Close"), None)
        self.add_button(tr("Look for it"), self.look, kind="primary")

    def look(self) -> object:
        """Say whether the ballot is there, and how it was counted."""
        try:
            code = normal(self.code.value())
        except CodeError:
            self.code.set_error(tr("A ballot code has 16 letters and digits."))
            return Sheet.STAY
        held = self._found.round
        mine = next((b for b in self._ballots if leaf(held.id, code, dict(b.votes)).hex() == b.leaf), None)
        self.answer.show()
        if not self._ballots:
            self.answer.setText(tr("Fewer than five people voted, so no list is published."))
        elif mine is None:
            self.answer.setText(tr("No ballot has this code. Check what you wrote down."))
        else:
            self.answer.setText(tr("Your ballot is in, counted as you cast it."))
            self.votes.setText(self._told(mine))
            self.votes.setVisible(bool(mine.votes))
        return Sheet.STAY

    def _told(self, ballot: RevealedBallot) -> str:
        out, names = [], criterion_names(words(tr.language), self._found.round)
        for name, value in ballot.votes:
            option, more = key_parts(name)
            title = self._found.titles.get(option, "")
            if other := self._found.titles.get(more, ""):
                out.append(tr("{a} rather than {b}", a=title, b=other))
            else:
                out.append(f"{title}, {names.get(more, more)}: {value}" if more else f"{title}: {value}")
        return "\n".join(out)
