-- What a dead job died of: the name of it, by which jobs that died alike are found and counted, and
-- the words that they have in common beside the error. Empty until somebody has looked at what the
-- job printed last: a worker does so when a job dies, and whoever asks for the groups looks at the
-- others.
ALTER TABLE jobs ADD COLUMN cause TEXT;
ALTER TABLE jobs ADD COLUMN cause_message TEXT;
-- The state, always the same, is among the columns so that counting reads nothing but the index.
CREATE INDEX jobs_of_cause ON jobs (cause, seq, state) WHERE state = 'dead';
CREATE INDEX deaths_of_cause ON jobs (cause, finished_at, state) WHERE state = 'dead';
INSERT INTO sqlite_stat1 VALUES
  ('jobs', 'jobs_of_cause', '100000 5000 1 1'),
  ('jobs', 'deaths_of_cause', '100000 5000 2 2');
ANALYZE sqlite_schema;
