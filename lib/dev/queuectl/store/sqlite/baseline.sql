-- What migrations 001 to 015 make of an empty file: see Migrations, and BaselineTest.
CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
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
  cancel_requested_at BIGINT, max_interruptions INTEGER CHECK (max_interruptions BETWEEN 1 AND 1000), kill_grace DOUBLE CHECK (kill_grace >= 0), environment BIGINT, parent TEXT, shell TEXT DEFAULT '/bin/sh', clean_env BOOLEAN, stdin BIGINT, cause TEXT, cause_message TEXT,
  CHECK (state IN ('pending', 'processing', 'completed', 'failed', 'dead', 'cancelled')),
  CHECK ((state IN ('completed', 'dead', 'cancelled')) = (finished_at IS NOT NULL)),
  CHECK ((state = 'processing') = (worker IS NOT NULL)),
  CHECK ((state = 'processing') = (lease_until IS NOT NULL)),
  CHECK ((state = 'failed') = (next_retry_at IS NOT NULL)),
  CHECK (due_at IS NULL OR state IN ('pending', 'failed')),
  CHECK (cancel_requested_at IS NULL OR state = 'processing')
);
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
, file BIGINT NOT NULL DEFAULT 0, trouble TEXT) WITHOUT ROWID;
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
CREATE TABLE rollups (
  span INTEGER NOT NULL CHECK (span IN (1, 60, 3600)),
  begins_at BIGINT NOT NULL,
  measure TEXT NOT NULL CHECK (measure IN ('completed', 'failed', 'dead', 'cancelled',
    'interrupted', 'run', 'wait')),
  bucket INTEGER NOT NULL,
  attempts BIGINT NOT NULL,
  PRIMARY KEY (span, begins_at, measure, bucket)
) WITHOUT ROWID;
CREATE INDEX jobs_held ON jobs (queue, state, seq) WHERE held = 1;
CREATE INDEX jobs_timed ON jobs (queue, state, seq) WHERE due_at IS NOT NULL AND held = 0;
CREATE TABLE wait_counts (
  wait TEXT NOT NULL PRIMARY KEY CHECK (wait IN ('scheduled', 'retrying', 'held')),
  jobs BIGINT NOT NULL
) WITHOUT ROWID;
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
CREATE TABLE environments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash BIGINT NOT NULL,
  variables BLOB NOT NULL
);
CREATE INDEX environments_by_hash ON environments (hash);
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
CREATE TABLE inputs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL
);
CREATE INDEX inputs_by_sha256 ON inputs (sha256);
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
CREATE TABLE tokens (
  name TEXT NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL,
  access TEXT NOT NULL,
  created_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX tokens_by_sha256 ON tokens (sha256);
CREATE TABLE links (
  sha256 TEXT NOT NULL PRIMARY KEY,
  token TEXT NOT NULL,
  name TEXT NOT NULL,
  access TEXT NOT NULL,
  expires_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL,
  token TEXT NOT NULL,
  name TEXT NOT NULL,
  access TEXT NOT NULL,
  origin TEXT NOT NULL,
  browser TEXT,
  begun_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX sessions_by_sha256 ON sessions (sha256);
CREATE TABLE answers (
  key TEXT NOT NULL PRIMARY KEY,
  request TEXT NOT NULL,
  answered_at BIGINT NOT NULL,
  status INTEGER NOT NULL,
  location TEXT,
  body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX answers_by_time ON answers (answered_at);
CREATE INDEX jobs_of_cause ON jobs (cause, seq, state) WHERE state = 'dead';
CREATE INDEX deaths_of_cause ON jobs (cause, finished_at, state) WHERE state = 'dead';
CREATE TABLE totals (
  seq INTEGER PRIMARY KEY,
  queue TEXT NOT NULL,
  measure TEXT NOT NULL,
  bucket INTEGER NOT NULL,
  number BIGINT NOT NULL,
  millis BIGINT NOT NULL,
  UNIQUE (queue, measure, bucket)
);
ANALYZE sqlite_schema;
INSERT INTO meta VALUES
  ('store_id', lower(hex(randomblob(5))));
INSERT INTO output_total VALUES
  (1, 0);
INSERT INTO sqlite_stat1 VALUES
  ('jobs', 'deaths_of_cause', '100000 5000 2 2'),
  ('jobs', 'jobs_by_priority', '1000000 500000 200000 100000 1'),
  ('jobs', 'jobs_due', '10000 2'),
  ('jobs', 'jobs_ended', '900000 400000 200000 2'),
  ('jobs', 'jobs_held', '10000 5000 5000 1'),
  ('jobs', 'jobs_in_environment', '1000000 200000'),
  ('jobs', 'jobs_in_line', '1000000 500000 200000 1'),
  ('jobs', 'jobs_leased', '100 10'),
  ('jobs', 'jobs_of_cause', '100000 5000 1 1'),
  ('jobs', 'jobs_ready', '10000 5000 5000 100 1'),
  ('jobs', 'jobs_timed', '10000 5000 5000 1'),
  ('jobs', 'jobs_waiting', '10000 2'),
  ('jobs', 'jobs_with_stdin', '1000000 200000');
INSERT INTO wait_counts VALUES
  ('held', 0),
  ('retrying', 0),
  ('scheduled', 0);
ANALYZE sqlite_schema;
