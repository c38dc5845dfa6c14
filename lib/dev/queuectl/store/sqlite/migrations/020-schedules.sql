-- Jobs that recur. The time of the next is there while a schedule is to make one: whoever is due is
-- found by one look into an index, however many others there are.
CREATE TABLE schedules (
  name TEXT NOT NULL PRIMARY KEY,
  cron TEXT NOT NULL,
  tz TEXT NOT NULL,
  anchored_at BIGINT NOT NULL,
  command TEXT NOT NULL,
  cwd TEXT NOT NULL,
  env TEXT,
  fields TEXT,
  environment BLOB,
  stdin BLOB,
  catch_up TEXT NOT NULL CHECK (catch_up IN ('none', 'last', 'all')),
  catch_up_window DOUBLE NOT NULL CHECK (catch_up_window >= 0),
  overlap TEXT NOT NULL CHECK (overlap IN ('skip', 'queue', 'allow', 'replace')),
  jitter DOUBLE CHECK (jitter >= 0),
  expires DOUBLE CHECK (expires >= 0),
  pause_after INTEGER CHECK (pause_after >= 1),
  late DOUBLE CHECK (late >= 0),
  until_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  next_at BIGINT,
  last_at BIGINT,
  last_job TEXT,
  skipped BIGINT NOT NULL DEFAULT 0,
  missed BIGINT NOT NULL DEFAULT 0,
  paused_at BIGINT,
  pause_reason TEXT
) WITHOUT ROWID;
CREATE INDEX schedules_due ON schedules (next_at) WHERE next_at IS NOT NULL;
