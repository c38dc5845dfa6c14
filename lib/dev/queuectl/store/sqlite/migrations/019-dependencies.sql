-- What pending jobs still wait for, besides their time and their release: as long as it is not 0,
-- they are in no index of ready jobs.
ALTER TABLE jobs ADD COLUMN waiting_on INTEGER NOT NULL DEFAULT 0;
-- How many ends of other jobs it was given to wait for, and whether others were given its end.
ALTER TABLE jobs ADD COLUMN conditions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN awaited BOOLEAN NOT NULL DEFAULT 0;
-- 'dependency', if what it waited for can no longer come.
ALTER TABLE jobs ADD COLUMN cancelled_by TEXT;
-- Which job waits for which end of which other one, and how that ended, once it counts: null means
-- not yet. The id stays when the other job is gone.
CREATE TABLE dependencies (
  job_seq BIGINT NOT NULL,
  on_seq BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('success', 'failure', 'end')),
  on_id TEXT NOT NULL,
  outcome TEXT,
  PRIMARY KEY (job_seq, on_seq, kind)
) WITHOUT ROWID;
CREATE INDEX dependencies_on ON dependencies (on_seq, job_seq);
-- Jobs that have ended, and whose end does not count yet for all that wait for it: for those from
-- next_seq on.
CREATE TABLE ended_parents (
  on_seq INTEGER PRIMARY KEY,
  outcome TEXT NOT NULL,
  next_seq BIGINT NOT NULL DEFAULT 0
);
CREATE TRIGGER parents_ended AFTER UPDATE OF state ON jobs
  WHEN NEW.awaited = 1 AND NEW.finished_at IS NOT NULL AND OLD.finished_at IS NULL BEGIN
  INSERT OR REPLACE INTO ended_parents (on_seq, outcome) VALUES (NEW.seq, CASE
    WHEN NEW.state = 'cancelled' AND NEW.cancelled_by = 'dependency' THEN 'skipped'
    ELSE NEW.state END);
END;
CREATE TRIGGER parents_back AFTER UPDATE OF state ON jobs
  WHEN NEW.awaited = 1 AND NEW.finished_at IS NULL AND OLD.finished_at IS NOT NULL BEGIN
  DELETE FROM ended_parents WHERE on_seq = NEW.seq;
END;
-- Nobody waits for ever for a job that is gone.
CREATE TRIGGER parents_deleted AFTER DELETE ON jobs
  WHEN OLD.awaited = 1 AND OLD.finished_at IS NULL BEGIN
  INSERT OR REPLACE INTO ended_parents (on_seq, outcome) VALUES (OLD.seq, 'cancelled');
END;
CREATE TRIGGER dependents_deleted AFTER DELETE ON jobs WHEN OLD.conditions > 0 BEGIN
  DELETE FROM dependencies WHERE job_seq = OLD.seq;
END;
DROP INDEX jobs_ready;
CREATE INDEX jobs_ready ON jobs (queue, state, priority DESC, seq)
  WHERE state = 'pending' AND held = 0 AND due_at IS NULL AND waiting_on = 0;
DROP INDEX jobs_waiting;
CREATE INDEX jobs_waiting ON jobs (run_at)
  WHERE state = 'pending' AND held = 0 AND due_at IS NULL AND waiting_on = 0;
DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs (due_at)
  WHERE due_at IS NOT NULL AND held = 0 AND waiting_on = 0;
DROP INDEX jobs_timed;
CREATE INDEX jobs_timed ON jobs (queue, state, seq)
  WHERE due_at IS NOT NULL AND held = 0 AND waiting_on = 0;
CREATE INDEX jobs_blocked ON jobs (queue, state, seq) WHERE waiting_on > 0 AND held = 0;
-- Counts of what jobs wait for, with those that wait for other jobs.
DROP TRIGGER waits_inserted;
DROP TRIGGER waits_deleted;
DROP TRIGGER waits_changed;
ALTER TABLE wait_counts RENAME TO old_wait_counts;
CREATE TABLE wait_counts (
  wait TEXT NOT NULL PRIMARY KEY
    CHECK (wait IN ('scheduled', 'retrying', 'held', 'blocked')),
  jobs BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO wait_counts SELECT wait, jobs FROM old_wait_counts;
INSERT INTO wait_counts VALUES ('blocked', 0);
DROP TABLE old_wait_counts;
CREATE TRIGGER waits_inserted AFTER INSERT ON jobs
  WHEN NEW.held = 1 OR NEW.due_at IS NOT NULL OR NEW.state = 'failed' OR NEW.waiting_on > 0 BEGIN
  UPDATE wait_counts SET jobs = jobs + 1
    WHERE NEW.state IN ('pending', 'failed') AND wait = CASE WHEN NEW.held = 1 THEN 'held'
      WHEN NEW.state = 'failed' THEN 'retrying' WHEN NEW.waiting_on > 0 THEN 'blocked'
      ELSE 'scheduled' END;
END;
CREATE TRIGGER waits_deleted AFTER DELETE ON jobs
  WHEN OLD.held = 1 OR OLD.due_at IS NOT NULL OR OLD.state = 'failed' OR OLD.waiting_on > 0 BEGIN
  UPDATE wait_counts SET jobs = jobs - 1
    WHERE OLD.state IN ('pending', 'failed') AND wait = CASE WHEN OLD.held = 1 THEN 'held'
      WHEN OLD.state = 'failed' THEN 'retrying' WHEN OLD.waiting_on > 0 THEN 'blocked'
      ELSE 'scheduled' END;
END;
CREATE TRIGGER waits_changed AFTER UPDATE OF state, held, due_at, waiting_on ON jobs
  WHEN OLD.held = 1 OR NEW.held = 1 OR OLD.due_at IS NOT NULL OR NEW.due_at IS NOT NULL
    OR OLD.state = 'failed' OR NEW.state = 'failed'
    OR OLD.waiting_on > 0 OR NEW.waiting_on > 0 BEGIN
  UPDATE wait_counts SET jobs = jobs - 1
    WHERE OLD.state IN ('pending', 'failed')
      AND (OLD.held = 1 OR OLD.state = 'failed' OR OLD.due_at IS NOT NULL OR OLD.waiting_on > 0)
      AND wait = CASE WHEN OLD.held = 1 THEN 'held' WHEN OLD.state = 'failed' THEN 'retrying'
        WHEN OLD.waiting_on > 0 THEN 'blocked' ELSE 'scheduled' END;
  UPDATE wait_counts SET jobs = jobs + 1
    WHERE NEW.state IN ('pending', 'failed')
      AND (NEW.held = 1 OR NEW.state = 'failed' OR NEW.due_at IS NOT NULL OR NEW.waiting_on > 0)
      AND wait = CASE WHEN NEW.held = 1 THEN 'held' WHEN NEW.state = 'failed' THEN 'retrying'
        WHEN NEW.waiting_on > 0 THEN 'blocked' ELSE 'scheduled' END;
END;
