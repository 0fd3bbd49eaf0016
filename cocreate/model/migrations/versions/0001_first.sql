CREATE TABLE workshop (
	title VARCHAR NOT NULL, 
	question VARCHAR NOT NULL, 
	request VARCHAR NOT NULL, 
	place VARCHAR NOT NULL, 
	held_on VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	created_at INTEGER NOT NULL, 
	is_demo BOOLEAN NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_workshop_scope ON workshop (scope)
--;
CREATE TABLE board (
	title VARCHAR NOT NULL, 
	"order" VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_board_scope ON board (scope)
--;
CREATE TABLE frame (
	board_id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	layout VARCHAR NOT NULL, 
	place JSON NOT NULL, 
	size JSON NOT NULL, 
	colour VARCHAR NOT NULL, 
	"order" VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_frame_scope ON frame (scope)
--;
CREATE TABLE note (
	board_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	place JSON NOT NULL, 
	colour VARCHAR NOT NULL, 
	frame_id VARCHAR, 
	cluster_id VARCHAR, 
	is_pinned BOOLEAN NOT NULL, 
	author_id VARCHAR, 
	parent_id VARCHAR, 
	merged_into VARCHAR, 
	"order" VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	written_at INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_note_cluster_id ON note (cluster_id)
--;
CREATE INDEX ix_note_scope ON note (scope)
--;
CREATE TABLE cluster (
	board_id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	is_named BOOLEAN NOT NULL, 
	summary VARCHAR NOT NULL, 
	colour VARCHAR NOT NULL, 
	place JSON NOT NULL, 
	parent_id VARCHAR, 
	"order" VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_cluster_scope ON cluster (scope)
--;
CREATE TABLE link (
	from_id VARCHAR NOT NULL, 
	to_id VARCHAR NOT NULL, 
	link_kind VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_link_scope ON link (scope)
--;
CREATE TABLE tag (
	name VARCHAR NOT NULL, 
	colour VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_tag_scope ON tag (scope)
--;
CREATE TABLE note_tag (
	note_id VARCHAR NOT NULL, 
	tag_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_note_tag_note_id ON note_tag (note_id)
--;
CREATE INDEX ix_note_tag_scope ON note_tag (scope)
--;
CREATE TABLE attachment (
	note_id VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	media_type VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_attachment_note_id ON attachment (note_id)
--;
CREATE INDEX ix_attachment_scope ON attachment (scope)
--;
CREATE TABLE step (
	stamp VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	replica VARCHAR NOT NULL, 
	n INTEGER NOT NULL, 
	actor VARCHAR NOT NULL, 
	label VARCHAR NOT NULL, 
	undoes VARCHAR, 
	digest VARCHAR NOT NULL, 
	PRIMARY KEY (stamp), 
	UNIQUE (scope, replica, n)
)
--;
CREATE INDEX ix_step_actor ON step (scope, actor, stamp)
--;
CREATE TABLE change (
	"row" VARCHAR NOT NULL, 
	field VARCHAR NOT NULL, 
	stamp VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	old VARCHAR NOT NULL, 
	new VARCHAR NOT NULL, 
	prior VARCHAR NOT NULL, 
	origin VARCHAR NOT NULL, 
	bases VARCHAR NOT NULL, 
	PRIMARY KEY ("row", field, stamp)
)
 WITHOUT ROWID
--;
CREATE INDEX ix_change_stamp ON change (stamp)
--;
CREATE TABLE "conflict" (
	"row" VARCHAR NOT NULL, 
	field VARCHAR NOT NULL, 
	stamp VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	PRIMARY KEY ("row", field, stamp)
)
--;
CREATE INDEX ix_conflict_scope ON "conflict" (scope)
--;
CREATE TABLE mine (
	replica VARCHAR NOT NULL, 
	PRIMARY KEY (replica)
)
--;
CREATE TABLE written (
	path VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	PRIMARY KEY (path)
)
--;
CREATE TABLE setting (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
)
--;
CREATE TABLE quarantine (
	path VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	first_seen INTEGER NOT NULL, 
	PRIMARY KEY (path)
)
--;
CREATE TABLE blob (
	digest VARCHAR NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (digest)
)
--;
CREATE TABLE outcome (
	text VARCHAR NOT NULL, 
	detail VARCHAR NOT NULL, 
	round_id VARCHAR, 
	"order" VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_outcome_scope ON outcome (scope)
--;
CREATE TABLE outcome_source (
	outcome_id VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	subject_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_outcome_source_outcome_id ON outcome_source (outcome_id)
--;
CREATE INDEX ix_outcome_source_scope ON outcome_source (scope)
--;
CREATE TABLE action_item (
	text VARCHAR NOT NULL, 
	owner_id VARCHAR, 
	due VARCHAR NOT NULL, 
	first_step VARCHAR NOT NULL, 
	success_sign VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	outcome_id VARCHAR, 
	"order" VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_action_item_scope ON action_item (scope)
--;
CREATE TABLE person (
	name VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	circle_id VARCHAR, 
	note_to_others VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_person_scope ON person (scope)
--;
CREATE TABLE circle (
	circle_kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	parent_id VARCHAR, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_circle_scope ON circle (scope)
--;
CREATE TABLE participant (
	name VARCHAR NOT NULL, 
	person_id VARCHAR, 
	role VARCHAR NOT NULL, 
	circle VARCHAR NOT NULL, 
	is_present BOOLEAN NOT NULL, 
	"order" VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_participant_scope ON participant (scope)
--;
CREATE TABLE voting_round (
	title VARCHAR NOT NULL, 
	method VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	budget INTEGER NOT NULL, 
	cap INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	home_device VARCHAR NOT NULL, 
	seed VARCHAR NOT NULL, 
	opened_at INTEGER NOT NULL, 
	closed_at INTEGER NOT NULL, 
	revealed_at INTEGER NOT NULL, 
	eligible INTEGER NOT NULL, 
	ballots INTEGER NOT NULL, 
	void_reason VARCHAR NOT NULL, 
	supersedes_id VARCHAR, 
	"order" VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_voting_round_scope ON voting_round (scope)
--;
CREATE TABLE round_option (
	round_id VARCHAR NOT NULL, 
	subject_id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	"order" VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_round_option_round_id ON round_option (round_id)
--;
CREATE INDEX ix_round_option_scope ON round_option (scope)
--;
CREATE TABLE round_result (
	round_id VARCHAR NOT NULL, 
	option_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	points INTEGER NOT NULL, 
	supporters INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_round_result_round_id ON round_result (round_id)
--;
CREATE INDEX ix_round_result_scope ON round_result (scope)
--;
CREATE TABLE revealed_ballot (
	round_id VARCHAR NOT NULL, 
	leaf VARCHAR NOT NULL, 
	votes JSON NOT NULL, 
	id VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_revealed_ballot_scope ON revealed_ballot (scope)
--;
CREATE INDEX ix_revealed_ballot_round_id ON revealed_ballot (round_id)
--;
CREATE TABLE credential (
	round_id VARCHAR NOT NULL, 
	participant_id VARCHAR NOT NULL, 
	used INTEGER NOT NULL, 
	PRIMARY KEY (round_id, participant_id), 
	CHECK (used IN (0, 1))
)
 WITHOUT ROWID
--;
CREATE TABLE ballot (
	round_id VARCHAR NOT NULL, 
	code_hash BLOB NOT NULL, 
	sealed INTEGER NOT NULL, 
	leaf BLOB, 
	PRIMARY KEY (round_id, code_hash), 
	CHECK (sealed IN (0, 1)), 
	CHECK (sealed = 0 OR leaf IS NOT NULL)
)
 WITHOUT ROWID
--;
CREATE TABLE vote (
	round_id VARCHAR NOT NULL, 
	code_hash BLOB NOT NULL, 
	option_id VARCHAR NOT NULL, 
	value INTEGER NOT NULL, 
	PRIMARY KEY (round_id, code_hash, option_id), 
	FOREIGN KEY(round_id, code_hash) REFERENCES ballot (round_id, code_hash)
)
 WITHOUT ROWID
--;
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
