-- The ballot box refuses every illegal write, whoever makes it. One statement a block, blocks divided by a line "--;".
-- Triggers on journalled tables fire only where this device holds the round's credentials: a round that comes from
-- another laptop has none here. total(), not sum(): sum over no rows is NULL, and a NULL condition lets everything pass.
CREATE TRIGGER round_frozen BEFORE UPDATE ON voting_round
WHEN OLD.state <> 'draft' AND EXISTS (SELECT 1 FROM credential WHERE round_id = OLD.id)
  AND (NEW.budget <> OLD.budget OR NEW.cap <> OLD.cap OR NEW.subject <> OLD.subject OR NEW.method <> OLD.method
    OR NEW.most <> OLD.most OR NEW.seats <> OLD.seats OR NEW.money <> OLD.money OR NEW.criteria <> OLD.criteria
    OR NEW.config <> OLD.config OR NEW.title <> OLD.title OR NEW.seed <> OLD.seed OR NEW.opened_at <> OLD.opened_at
    OR NEW.home_device <> OLD.home_device)
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
  WHEN NEW.ballots + NEW.spoiled <> (SELECT total(used) FROM credential WHERE round_id = NEW.id)
    OR NEW.spoiled <> (SELECT total(spoiled) FROM credential WHERE round_id = NEW.id)
    OR NEW.ballots <> (SELECT count(*) FROM ballot WHERE round_id = NEW.id)
    THEN RAISE(ABORT, 'ballots do not reconcile')
END; END
--;
CREATE TRIGGER option_change BEFORE UPDATE ON round_option
WHEN (SELECT state FROM voting_round WHERE id = OLD.round_id) <> 'draft'
  AND EXISTS (SELECT 1 FROM credential WHERE round_id = OLD.round_id)
  AND (NEW.title <> OLD.title OR NEW.subject_id <> OLD.subject_id OR NEW.removed <> OLD.removed
    OR NEW.cost <> OLD.cost OR NEW.round_id <> OLD.round_id)
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
  WHEN NEW.used <> 0 OR NEW.spoiled <> 0 THEN RAISE(ABORT, 'a credential begins unused')
  WHEN NEW.channel NOT IN ('room', 'paper', 'proxy') OR (NEW.channel = 'proxy') <> (NEW.held_by IS NOT NULL)
    OR NEW.held_by = NEW.participant_id THEN RAISE(ABORT, 'a proxy names its holder')
  WHEN NEW.channel = 'proxy' AND 2 <= (SELECT count(*) FROM credential
      WHERE round_id = NEW.round_id AND held_by = NEW.held_by) THEN RAISE(ABORT, 'two proxies at most')
END; END
--;
CREATE TRIGGER credential_use BEFORE UPDATE ON credential
BEGIN SELECT CASE
  WHEN NEW.round_id <> OLD.round_id OR NEW.participant_id <> OLD.participant_id
    THEN RAISE(ABORT, 'a credential cannot be moved')
  WHEN OLD.used = 1 THEN RAISE(ABORT, 'one ballot per participant per round')
  WHEN NEW.spoiled = 1 AND (NEW.used <> 1 OR NEW.channel <> 'paper')
    THEN RAISE(ABORT, 'only a paper ballot can be spoiled')
  WHEN NEW.channel NOT IN ('room', 'paper', 'proxy') OR (NEW.channel = 'proxy') <> (NEW.held_by IS NOT NULL)
    OR NEW.held_by = NEW.participant_id THEN RAISE(ABORT, 'a proxy names its holder')
  WHEN NEW.channel = 'proxy' AND 2 <= (SELECT count(*) FROM credential
      WHERE round_id = NEW.round_id AND held_by = NEW.held_by AND participant_id <> NEW.participant_id)
    THEN RAISE(ABORT, 'two proxies at most')
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
       (SELECT total(used - spoiled) FROM credential WHERE round_id = NEW.round_id)
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
  WHEN NOT EXISTS (SELECT 1 FROM round_option o WHERE o.round_id = NEW.round_id AND o.removed = 0
      AND (o.id = NEW.option_id OR o.id = substr(NEW.option_id, 1, instr(NEW.option_id, ':') - 1)))
    THEN RAISE(ABORT, 'not an option of this round')
  WHEN NEW.value < CASE WHEN r.method IN ('score', 'fist') THEN 0 ELSE 1 END OR NEW.value > CASE r.method
      WHEN 'approval' THEN 1 WHEN 'budget' THEN 1 WHEN 'duels' THEN 1 WHEN 'impact_effort' THEN 7 WHEN 'fist' THEN 5
      WHEN 'consent' THEN 3 WHEN 'gradients' THEN 8
      WHEN 'ranking' THEN (SELECT count(*) FROM round_option WHERE round_id = NEW.round_id AND removed = 0)
      ELSE r.cap END
    THEN RAISE(ABORT, 'value outside the limits')
  WHEN r.method = 'dots' AND r.budget < NEW.value + (SELECT total(v.value) FROM vote v
      WHERE v.round_id = NEW.round_id AND v.code_hash = NEW.code_hash)
    THEN RAISE(ABORT, 'budget exceeded')
  WHEN r.method = 'quadratic' AND r.budget < NEW.value * NEW.value + (SELECT total(v.value * v.value) FROM vote v
      WHERE v.round_id = NEW.round_id AND v.code_hash = NEW.code_hash)
    THEN RAISE(ABORT, 'budget exceeded')
  WHEN r.most > 0 AND r.most <= (SELECT count(DISTINCT substr(v.option_id, 1, instr(v.option_id || ':', ':') - 1))
      FROM vote v WHERE v.round_id = NEW.round_id AND v.code_hash = NEW.code_hash
      AND substr(v.option_id, 1, instr(v.option_id || ':', ':') - 1)
        <> substr(NEW.option_id, 1, instr(NEW.option_id || ':', ':') - 1))
    THEN RAISE(ABORT, 'too many options')
END FROM voting_round r WHERE r.id = NEW.round_id; END
--;
CREATE TRIGGER vote_change BEFORE UPDATE ON vote BEGIN SELECT RAISE(ABORT, 'votes do not change'); END
--;
CREATE TRIGGER vote_gone BEFORE DELETE ON vote BEGIN SELECT RAISE(ABORT, 'votes do not change'); END
