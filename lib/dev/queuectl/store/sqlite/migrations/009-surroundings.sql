-- The environments in which jobs were enqueued, each once however many jobs have it: every
-- variable as NAME=value with a NUL behind it, as in environ(7). One that no job has any more goes
-- with the last job that had it.
CREATE TABLE environments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash BIGINT NOT NULL,
  variables BLOB NOT NULL
);
CREATE INDEX environments_by_hash ON environments (hash);
-- Without it, that of whichever worker runs the job.
ALTER TABLE jobs ADD COLUMN environment BIGINT;
CREATE INDEX jobs_in_environment ON jobs (environment) WHERE environment IS NOT NULL;
CREATE TRIGGER environments_left AFTER DELETE ON jobs WHEN OLD.environment IS NOT NULL BEGIN
  DELETE FROM environments WHERE id = OLD.environment
    AND NOT EXISTS (SELECT 1 FROM jobs WHERE environment = OLD.environment);
END;
CREATE TRIGGER environments_changed AFTER UPDATE OF environment ON jobs
WHEN OLD.environment IS NOT NULL AND OLD.environment IS NOT NEW.environment BEGIN
  DELETE FROM environments WHERE id = OLD.environment
    AND NOT EXISTS (SELECT 1 FROM jobs WHERE environment = OLD.environment);
END;
-- The id of the job that enqueued it.
ALTER TABLE jobs ADD COLUMN parent TEXT;
INSERT INTO sqlite_stat1 VALUES ('jobs', 'jobs_in_environment', '1000000 200000');
ANALYZE sqlite_schema;
