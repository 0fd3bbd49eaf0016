ALTER TABLE note ADD COLUMN size JSON NOT NULL DEFAULT '[160.0, 160.0]'
--;
CREATE INDEX ix_note_frame_id ON note (frame_id)
--;
ALTER TABLE frame ADD COLUMN parent_id VARCHAR
--;
ALTER TABLE frame ADD COLUMN columns INTEGER NOT NULL DEFAULT '0'
--;
ALTER TABLE frame ADD COLUMN axes JSON NOT NULL DEFAULT '[]'
--;
ALTER TABLE frame ADD COLUMN cells JSON NOT NULL DEFAULT '[]'
--;
ALTER TABLE attachment ADD COLUMN width INTEGER NOT NULL DEFAULT '0'
--;
ALTER TABLE attachment ADD COLUMN height INTEGER NOT NULL DEFAULT '0'
--;
CREATE TABLE label (
	board_id VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	place JSON NOT NULL,
	type_size INTEGER NOT NULL,
	colour VARCHAR NOT NULL,
	width INTEGER NOT NULL,
	id VARCHAR NOT NULL,
	scope VARCHAR NOT NULL,
	removed BOOLEAN NOT NULL,
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_label_scope ON label (scope)
--;
CREATE TABLE sketch (
	note_id VARCHAR NOT NULL,
	points JSON NOT NULL,
	colour VARCHAR NOT NULL,
	width INTEGER NOT NULL,
	id VARCHAR NOT NULL,
	scope VARCHAR NOT NULL,
	removed BOOLEAN NOT NULL,
	PRIMARY KEY (id)
)
--;
CREATE INDEX ix_sketch_scope ON sketch (scope)
--;
CREATE INDEX ix_sketch_note_id ON sketch (note_id)
--;
ALTER TABLE step ADD COLUMN touched INTEGER NOT NULL DEFAULT '0'
--;
ALTER TABLE step ADD COLUMN joins VARCHAR
--;
CREATE INDEX ix_step_scope ON step (scope, stamp)
--;
UPDATE step SET touched = (SELECT count(DISTINCT row) FROM change WHERE change.stamp = step.stamp)
--;
CREATE VIRTUAL TABLE search USING fts5(words, row UNINDEXED, kind UNINDEXED, scope UNINDEXED, tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'")
