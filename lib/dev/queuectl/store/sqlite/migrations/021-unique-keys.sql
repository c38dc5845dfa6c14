-- Of the unfinished jobs with one key there is only one: the row is the lock. One that is only
-- unique while it waits holds its key no longer once it runs.
ALTER TABLE jobs ADD COLUMN unique_key TEXT;
ALTER TABLE jobs ADD COLUMN unique_while TEXT CHECK (unique_while IN ('active', 'waiting'));
ALTER TABLE jobs ADD COLUMN unique_for DOUBLE CHECK (unique_for >= 0);
ALTER TABLE jobs ADD COLUMN on_duplicate TEXT CHECK (on_duplicate IN ('skip', 'replace', 'fail'));
ALTER TABLE jobs ADD COLUMN keep_run_at BOOLEAN;
CREATE UNIQUE INDEX jobs_unique ON jobs (unique_key) WHERE unique_key IS NOT NULL
  AND (state IN ('pending', 'failed')
    OR (state = 'processing' AND (unique_while IS NULL OR unique_while <> 'waiting')));
CREATE INDEX jobs_of_key ON jobs (unique_key, seq) WHERE unique_key IS NOT NULL;
INSERT INTO sqlite_stat1 VALUES
  ('jobs', 'jobs_unique', '10000 1'),
  ('jobs', 'jobs_of_key', '100000 10 1');
ANALYZE sqlite_schema;
