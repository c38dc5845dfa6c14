-- Completed jobs are counted by the second, too: how many there were in the last minute is
-- not to depend on which of them are still stored.
ALTER TABLE rollups RENAME TO rollups_before;
CREATE TABLE rollups (
  span INTEGER NOT NULL CHECK (span IN (1, 60, 3600)),
  begins_at BIGINT NOT NULL,
  measure TEXT NOT NULL CHECK (measure IN ('completed', 'failed', 'dead', 'cancelled',
    'interrupted', 'run', 'wait')),
  bucket INTEGER NOT NULL,
  attempts BIGINT NOT NULL,
  PRIMARY KEY (span, begins_at, measure, bucket)
) WITHOUT ROWID;
INSERT INTO rollups SELECT * FROM rollups_before;
DROP TABLE rollups_before;
