-- Which ends of attempts mean what, and how often a job was snoozed. What a job does not say is as
-- configured.
ALTER TABLE jobs ADD COLUMN success_on TEXT;
ALTER TABLE jobs ADD COLUMN give_up_on TEXT;
ALTER TABLE jobs ADD COLUMN retry_only_on TEXT;
ALTER TABLE jobs ADD COLUMN snooze_on TEXT;
ALTER TABLE jobs ADD COLUMN snooze DOUBLE CHECK (snooze >= 0);
ALTER TABLE jobs ADD COLUMN max_snoozes INTEGER CHECK (max_snoozes BETWEEN 0 AND 1000000);
ALTER TABLE jobs ADD COLUMN snoozes INTEGER NOT NULL DEFAULT 0 CHECK (snoozes >= 0);
ALTER TABLE rollups RENAME TO rollups_before;
CREATE TABLE rollups (
  span INTEGER NOT NULL CHECK (span IN (1, 60, 3600)),
  begins_at BIGINT NOT NULL,
  measure TEXT NOT NULL CHECK (measure IN ('completed', 'failed', 'dead', 'cancelled',
    'interrupted', 'snoozed', 'gave_up', 'run', 'wait')),
  bucket INTEGER NOT NULL,
  attempts BIGINT NOT NULL,
  PRIMARY KEY (span, begins_at, measure, bucket)
) WITHOUT ROWID;
INSERT INTO rollups SELECT * FROM rollups_before;
DROP TABLE rollups_before;
