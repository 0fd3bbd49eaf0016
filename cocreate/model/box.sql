-- The ballot box refuses every illegal write, whoever makes it. One statement a block, blocks divided by a line "--;".
-- Triggers on journalled tables fire only where this device holds the round's credentials: a round that comes from
-- another laptop has none here. total(), not sum(): sum over no rows is NULL, and a NULL condition lets everything pass.
CREATE TRIGGER round_frozen BEFORE UPDATE ON voting_round
WHEN OLD.state <> 'draft' AND EXISTS (SELECT 1 FROM credential WHERE round_id = OLD.id)
  AND (NEW.budget <> OLD.budget OR NEW.cap <> OLD.cap OR NEW.subject <> OLD.subject OR NEW.method <> OLD.method
    OR NEW.seed <> OLD.seed OR NEW.opened_at <> OLD.opened_at OR NEW.home_device <> OLD.home_device)
BEGIN SELECT RAISE(ABORT, 'round settings are frozen once open'); END
--;
CREATE TRIGGER round_transition BEFORE UPDATE ON voting_round
WHEN OLD.state <> NEW.state AND EXISTS (SELECT 1 FROM credential WHERE round_id = OLD.id)
  AND OLD.state || '>' || NEW.state NOT IN
    ('draft>open', 'open>closed', 'closed>revealed', 'draft>void', 'open>void', 'closed>void')
BEGIN SELECT RAISE(ABORT, 'illegal round transition'); END
--;
CREATE TRIGGER round_close BEFORE UPDATE ON voting_round
WHEN OLD.state = 'open' AND NEW.state = 'closed' AND EXISTS (SELECT 1 FROM credential WHERE round_id = OLD.id)
BEGIN SELECT CASE
  WHEN EXISTS (SELECT 1 FROM ballot WHERE round_id = NEW.id AND sealed = 0)
    THEN RAISE(ABORT, 'a ballot is not sealed')
  WHEN NEW.eligible <> (SELECT count(*) FROM credential WHERE round_id = NEW.id)
    THEN RAISE(ABORT, 'eligible count does not match the credentials')
  WHEN NEW.ballots <> (SELECT total(used) FROM credential WHERE round_id = NEW.id)
    OR NEW.ballots <> (SELECT count(*) FROM ballot WHERE round_id = NEW.id)
    THEN RAISE(ABORT, 'ballots do not reconcile')
END; END
--;
CREATE TRIGGER option_change BEFORE UPDATE ON round_option
WHEN (SELECT state FROM voting_round WHERE id = OLD.round_id) <> 'draft'
  AND EXISTS (SELECT 1 FROM credential WHERE round_id = OLD.round_id)
  AND (NEW.title <> OLD.title OR NEW.subject_id <> OLD.subject_id OR NEW.removed <> OLD.removed
    OR NEW.round_id <> OLD.round_id)
BEGIN SELECT RAISE(ABORT, 'options are frozen once open'); END
--;
CREATE TRIGGER option_new BEFORE INSERT ON round_option
WHEN (SELECT state FROM voting_round WHERE id = NEW.round_id) <> 'draft'
  AND EXISTS (SELECT 1 FROM credential WHERE round_id = NEW.round_id)
  AND NOT EXISTS (SELECT 1 FROM round_option WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'options are frozen once open'); END
--;
CREATE TRIGGER credential_new BEFORE INSERT ON credential
BEGIN SELECT CASE
  WHEN (SELECT state FROM voting_round WHERE id = NEW.round_id) NOT IN ('draft', 'open')
    THEN RAISE(ABORT, 'round is not open')
  WHEN NEW.used <> 0 THEN RAISE(ABORT, 'a credential begins unused')
END; END
--;
CREATE TRIGGER credential_use BEFORE UPDATE ON credential
BEGIN SELECT CASE
  WHEN NEW.round_id <> OLD.round_id OR NEW.participant_id <> OLD.participant_id
    THEN RAISE(ABORT, 'a credential cannot be moved')
  WHEN OLD.used = 1 THEN RAISE(ABORT, 'one ballot per participant per round')
  WHEN NEW.used = 1 AND (SELECT state FROM voting_round WHERE id = OLD.round_id) <> 'open'
    THEN RAISE(ABORT, 'round is not open')
END; END
--;
CREATE TRIGGER credential_gone BEFORE DELETE ON credential
WHEN OLD.used = 1 OR (SELECT state FROM voting_round WHERE id = OLD.round_id) NOT IN ('draft', 'open')
BEGIN SELECT RAISE(ABORT, 'credentials of a held round are kept'); END
--;
CREATE TRIGGER ballot_new BEFORE INSERT ON ballot
BEGIN SELECT CASE
  WHEN (SELECT state FROM voting_round WHERE id = NEW.round_id) <> 'open' THEN RAISE(ABORT, 'round is not open')
  WHEN (SELECT count(*) FROM ballot WHERE round_id = NEW.round_id) >=
       (SELECT total(used) FROM credential WHERE round_id = NEW.round_id)
    THEN RAISE(ABORT, 'a ballot needs a spent credential')
  WHEN NEW.sealed <> 0 THEN RAISE(ABORT, 'a ballot is sealed after its votes')
END; END
--;
CREATE TRIGGER ballot_change BEFORE UPDATE ON ballot
WHEN OLD.sealed = 1 OR NEW.code_hash <> OLD.code_hash OR NEW.round_id <> OLD.round_id
  OR (SELECT state FROM voting_round WHERE id = OLD.round_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'ballot is sealed'); END
--;
CREATE TRIGGER ballot_gone BEFORE DELETE ON ballot BEGIN SELECT RAISE(ABORT, 'ballots are never deleted'); END
--;
CREATE TRIGGER vote_new BEFORE INSERT ON vote
BEGIN SELECT CASE
  WHEN r.state <> 'open' THEN RAISE(ABORT, 'round is not open')
  WHEN (SELECT sealed FROM ballot WHERE round_id = NEW.round_id AND code_hash = NEW.code_hash) = 1
    THEN RAISE(ABORT, 'ballot is sealed')
  WHEN NEW.value NOT BETWEEN 1 AND r.cap THEN RAISE(ABORT, 'value outside the limits')
  WHEN r.budget < NEW.value + (SELECT total(v.value) FROM vote v
      WHERE v.round_id = NEW.round_id AND v.code_hash = NEW.code_hash)
    THEN RAISE(ABORT, 'budget exceeded')
END FROM voting_round r WHERE r.id = NEW.round_id; END
--;
CREATE TRIGGER vote_change BEFORE UPDATE ON vote BEGIN SELECT RAISE(ABORT, 'votes do not change'); END
--;
CREATE TRIGGER vote_gone BEFORE DELETE ON vote BEGIN SELECT RAISE(ABORT, 'votes do not change'); END
