-- Who may use the dashboards besides their owner. Of a token, a link and a session only the SHA-256
-- is kept. What came from a token names it by its SHA-256, and is worth nothing without it.
CREATE TABLE tokens (
  name TEXT NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL,
  access TEXT NOT NULL,
  created_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX tokens_by_sha256 ON tokens (sha256);
-- Links that log in once.
CREATE TABLE links (
  sha256 TEXT NOT NULL PRIMARY KEY,
  token TEXT NOT NULL,
  name TEXT NOT NULL,
  access TEXT NOT NULL,
  expires_at BIGINT NOT NULL
) WITHOUT ROWID;
-- Browsers that are logged in.
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
