-- Answers to requests that their clients have named, so that one sent again is not carried out
-- again.
CREATE TABLE answers (
  key TEXT NOT NULL PRIMARY KEY,
  request TEXT NOT NULL,
  answered_at BIGINT NOT NULL,
  status INTEGER NOT NULL,
  location TEXT,
  body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX answers_by_time ON answers (answered_at);
