CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES ('store_id', lower(hex(randomblob(5))));

CREATE TABLE config (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE jobs (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  command TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending',
  queue TEXT NOT NULL DEFAULT 'default',
  priority INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  max_retries INTEGER NOT NULL CHECK (max_retries >= 0),
  interruptions INTEGER NOT NULL DEFAULT 0 CHECK (interruptions >= 0),
  last_attempt INTEGER NOT NULL DEFAULT 0 CHECK (last_attempt >= 0),
  timeout DOUBLE CHECK (timeout >= 0),
  backoff TEXT CHECK (backoff IN ('exponential', 'linear', 'fixed')),
  backoff_base DOUBLE CHECK (backoff_base >= 1),
  backoff_max DOUBLE CHECK (backoff_max >= 0),
  cwd TEXT NOT NULL,
  env TEXT,
  held BOOLEAN NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  run_at BIGINT NOT NULL,
  due_at BIGINT,
  next_retry_at BIGINT,
  started_at BIGINT,
  finished_at BIGINT,
  exit_code INTEGER,
  error TEXT,
  worker TEXT,
  slot INTEGER,
  lease_token BIGINT NOT NULL DEFAULT 0,
  lease_until BIGINT,
  cancel_requested_at BIGINT,
  CHECK (state IN ('pending', 'processing', 'completed', 'failed', 'dead', 'cancelled')),
  CHECK ((state IN ('completed', 'dead', 'cancelled')) = (finished_at IS NOT NULL)),
  CHECK ((state = 'processing') = (worker IS NOT NULL)),
  CHECK ((state = 'processing') = (lease_until IS NOT NULL)),
  CHECK ((state = 'failed') = (next_retry_at IS NOT NULL)),
  CHECK (due_at IS NULL OR state IN ('pending', 'failed')),
  CHECK (cancel_requested_at IS NULL OR state = 'processing')
);
-- The state, always the same, is among the columns so that the planner does not take
-- another index for it that matches more of them.
CREATE INDEX jobs_ready ON jobs (queue, state, priority DESC, seq)
  WHERE state = 'pending' AND held = 0 AND due_at IS NULL;
CREATE INDEX jobs_waiting ON jobs (run_at)
  WHERE state = 'pending' AND held = 0 AND due_at IS NULL;
CREATE INDEX jobs_due ON jobs (due_at) WHERE due_at IS NOT NULL AND held = 0;
CREATE INDEX jobs_leased ON jobs (worker) WHERE worker IS NOT NULL;
CREATE INDEX jobs_ended ON jobs (queue, state, finished_at)
  WHERE finished_at IS NOT NULL;
CREATE INDEX jobs_in_line ON jobs (queue, state, seq);
CREATE INDEX jobs_by_priority ON jobs (queue, state, priority DESC, seq);

CREATE TABLE attempts (
  job_seq BIGINT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  worker TEXT NOT NULL,
  slot INTEGER NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'failed', 'killed', 'timed_out',
    'not_started', 'cancelled', 'interrupted')),
  exit_code INTEGER,
  signal INTEGER,
  error TEXT,
  stdout_bytes BIGINT NOT NULL DEFAULT 0,
  stderr_bytes BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (job_seq, number)
) WITHOUT ROWID;

CREATE TABLE workers (
  id TEXT NOT NULL PRIMARY KEY,
  host TEXT NOT NULL,
  host_id TEXT NOT NULL,
  pid BIGINT NOT NULL,
  start_ticks BIGINT NOT NULL,
  slots INTEGER NOT NULL CHECK (slots >= 0),
  wanted_slots INTEGER CHECK (wanted_slots >= 1),
  queues TEXT NOT NULL DEFAULT '',
  started_at BIGINT NOT NULL,
  heartbeat_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  stop TEXT CHECK (stop IN ('drain', 'handover', 'now')),
  jobs_done BIGINT NOT NULL DEFAULT 0,
  run_millis BIGINT NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE queues (
  name TEXT NOT NULL PRIMARY KEY,
  concurrency INTEGER CHECK (concurrency >= 1),
  paused_at BIGINT,
  pause_reason TEXT,
  CHECK (concurrency IS NOT NULL OR paused_at IS NOT NULL),
  CHECK (pause_reason IS NULL OR paused_at IS NOT NULL)
) WITHOUT ROWID;

CREATE TABLE job_counts (
  queue TEXT NOT NULL,
  state TEXT NOT NULL,
  jobs BIGINT NOT NULL,
  PRIMARY KEY (queue, state)
) WITHOUT ROWID;
CREATE TABLE rollups (
  span INTEGER NOT NULL CHECK (span IN (60, 3600)),
  begins_at BIGINT NOT NULL,
  measure TEXT NOT NULL CHECK (measure IN ('completed', 'failed', 'dead', 'cancelled',
    'interrupted', 'run', 'wait')),
  bucket INTEGER NOT NULL,
  attempts BIGINT NOT NULL,
  PRIMARY KEY (span, begins_at, measure, bucket)
) WITHOUT ROWID;
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  happened_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  origin TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT,
  detail TEXT
);
CREATE TABLE output_total (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  bytes BIGINT NOT NULL
);
INSERT INTO output_total VALUES (1, 0);
CREATE TRIGGER attempts_inserted AFTER INSERT ON attempts
  WHEN NEW.stdout_bytes + NEW.stderr_bytes > 0 BEGIN
  UPDATE output_total SET bytes = bytes + NEW.stdout_bytes + NEW.stderr_bytes;
END;
CREATE TRIGGER attempts_deleted AFTER DELETE ON attempts
  WHEN OLD.stdout_bytes + OLD.stderr_bytes > 0 BEGIN
  UPDATE output_total SET bytes = bytes - OLD.stdout_bytes - OLD.stderr_bytes;
END;
CREATE TRIGGER jobs_inserted AFTER INSERT ON jobs BEGIN
  INSERT INTO job_counts VALUES (NEW.queue, NEW.state, 1)
    ON CONFLICT (queue, state) DO UPDATE SET jobs = jobs + 1;
END;
CREATE TRIGGER jobs_deleted AFTER DELETE ON jobs BEGIN
  UPDATE job_counts SET jobs = jobs - 1 WHERE queue = OLD.queue AND state = OLD.state;
  -- a foreign key would do it only for connections that have switched them on
  DELETE FROM attempts WHERE job_seq = OLD.seq;
END;
CREATE TRIGGER jobs_moved AFTER UPDATE OF state, queue ON jobs
  WHEN OLD.state <> NEW.state OR OLD.queue <> NEW.queue BEGIN
  UPDATE job_counts SET jobs = jobs - 1 WHERE queue = OLD.queue AND state = OLD.state;
  INSERT INTO job_counts VALUES (NEW.queue, NEW.state, 1)
    ON CONFLICT (queue, state) DO UPDATE SET jobs = jobs + 1;
END;

-- What the planner is to believe, whatever the store holds: a line may have a million
-- jobs, the partial indexes are small. Without this it takes jobs_in_line for what
-- jobs_ready serves (sqlite.org/optoverview.html, 'Manual Control Of Query Plans').
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 VALUES
  ('jobs', 'jobs_ready', '10000 5000 5000 100 1'),
  ('jobs', 'jobs_waiting', '10000 2'),
  ('jobs', 'jobs_due', '10000 2'),
  ('jobs', 'jobs_leased', '100 10'),
  ('jobs', 'jobs_ended', '900000 400000 200000 2'),
  ('jobs', 'jobs_in_line', '1000000 500000 200000 1'),
  ('jobs', 'jobs_by_priority', '1000000 500000 200000 100000 1');
ANALYZE sqlite_schema;
