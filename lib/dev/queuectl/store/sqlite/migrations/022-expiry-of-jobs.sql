-- How long a job may wait after it could begin (run_at) before it is cancelled. Whoever has not begun
-- by then is found by one look into an index that has only such jobs.
ALTER TABLE jobs ADD COLUMN expires DOUBLE CHECK (expires >= 0);
CREATE INDEX jobs_expiring ON jobs (run_at + expires * 1000)
  WHERE expires IS NOT NULL AND state = 'pending' AND last_attempt = 0 AND waiting_on = 0;
INSERT INTO sqlite_stat1 VALUES ('jobs', 'jobs_expiring', '1000 1');
ANALYZE sqlite_schema;
-- It is an option of the jobs that a schedule makes, and kept with the others.
ALTER TABLE schedules DROP COLUMN expires;
