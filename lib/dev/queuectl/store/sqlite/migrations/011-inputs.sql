-- What jobs read from standard input, each once however many jobs have it. One that no job has any
-- more goes with the last job that had it.
CREATE TABLE inputs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL
);
CREATE INDEX inputs_by_sha256 ON inputs (sha256);
-- Without it, nothing.
ALTER TABLE jobs ADD COLUMN stdin BIGINT;
CREATE INDEX jobs_with_stdin ON jobs (stdin) WHERE stdin IS NOT NULL;
CREATE TRIGGER inputs_left AFTER DELETE ON jobs WHEN OLD.stdin IS NOT NULL BEGIN
  DELETE FROM inputs WHERE id = OLD.stdin
    AND NOT EXISTS (SELECT 1 FROM jobs WHERE stdin = OLD.stdin);
END;
CREATE TRIGGER inputs_changed AFTER UPDATE OF stdin ON jobs
WHEN OLD.stdin IS NOT NULL AND OLD.stdin IS NOT NEW.stdin BEGIN
  DELETE FROM inputs WHERE id = OLD.stdin
    AND NOT EXISTS (SELECT 1 FROM jobs WHERE stdin = OLD.stdin);
END;
INSERT INTO sqlite_stat1 VALUES ('jobs', 'jobs_with_stdin', '1000000 200000');
ANALYZE sqlite_schema;
