-- Held jobs, and jobs that wait for their time: however many others there are, a list of some of
-- them is found, and how many there are is known.
CREATE INDEX jobs_held ON jobs (queue, state, seq) WHERE held = 1;
CREATE INDEX jobs_timed ON jobs (queue, state, seq) WHERE due_at IS NOT NULL AND held = 0;
INSERT INTO sqlite_stat1 VALUES
  ('jobs', 'jobs_held', '10000 5000 5000 1'),
  ('jobs', 'jobs_timed', '10000 5000 5000 1');
ANALYZE sqlite_schema;
-- Jobs that wait for nothing but a slot have no row: they are the rest.
CREATE TABLE wait_counts (
  wait TEXT NOT NULL PRIMARY KEY CHECK (wait IN ('scheduled', 'retrying', 'held')),
  jobs BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO wait_counts
  SELECT 'held', count(*) FROM jobs WHERE held = 1 AND state IN ('pending', 'failed')
  UNION ALL SELECT 'retrying', count(*) FROM jobs WHERE held = 0 AND state = 'failed'
  UNION ALL SELECT 'scheduled', count(*) FROM jobs
    WHERE held = 0 AND state = 'pending' AND due_at IS NOT NULL;
CREATE TRIGGER waits_inserted AFTER INSERT ON jobs
  WHEN NEW.held = 1 OR NEW.due_at IS NOT NULL OR NEW.state = 'failed' BEGIN
  UPDATE wait_counts SET jobs = jobs + 1
    WHERE NEW.state IN ('pending', 'failed') AND wait = CASE WHEN NEW.held = 1 THEN 'held'
      WHEN NEW.state = 'failed' THEN 'retrying' ELSE 'scheduled' END;
END;
CREATE TRIGGER waits_deleted AFTER DELETE ON jobs
  WHEN OLD.held = 1 OR OLD.due_at IS NOT NULL OR OLD.state = 'failed' BEGIN
  UPDATE wait_counts SET jobs = jobs - 1
    WHERE OLD.state IN ('pending', 'failed') AND wait = CASE WHEN OLD.held = 1 THEN 'held'
      WHEN OLD.state = 'failed' THEN 'retrying' ELSE 'scheduled' END;
END;
-- Only one of these conditions has to be looked at when a job is claimed or completes.
CREATE TRIGGER waits_changed AFTER UPDATE OF state, held, due_at ON jobs
  WHEN OLD.held = 1 OR NEW.held = 1 OR OLD.due_at IS NOT NULL OR NEW.due_at IS NOT NULL
    OR OLD.state = 'failed' OR NEW.state = 'failed' BEGIN
  UPDATE wait_counts SET jobs = jobs - 1
    WHERE OLD.state IN ('pending', 'failed')
      AND (OLD.held = 1 OR OLD.state = 'failed' OR OLD.due_at IS NOT NULL)
      AND wait = CASE WHEN OLD.held = 1 THEN 'held'
        WHEN OLD.state = 'failed' THEN 'retrying' ELSE 'scheduled' END;
  UPDATE wait_counts SET jobs = jobs + 1
    WHERE NEW.state IN ('pending', 'failed')
      AND (NEW.held = 1 OR NEW.state = 'failed' OR NEW.due_at IS NOT NULL)
      AND wait = CASE WHEN NEW.held = 1 THEN 'held'
        WHEN NEW.state = 'failed' THEN 'retrying' ELSE 'scheduled' END;
END;
