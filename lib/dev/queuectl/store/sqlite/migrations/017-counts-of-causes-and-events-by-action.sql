-- How many dead jobs have each cause: however many they are, nobody has to count them.
CREATE TABLE cause_counts (
  cause TEXT NOT NULL PRIMARY KEY,
  jobs BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO cause_counts
  SELECT cause, count(*) FROM jobs WHERE state = 'dead' AND cause IS NOT NULL GROUP BY cause;
CREATE TRIGGER causes_inserted AFTER INSERT ON jobs
  WHEN NEW.state = 'dead' AND NEW.cause IS NOT NULL BEGIN
  INSERT INTO cause_counts VALUES (NEW.cause, 1) ON CONFLICT (cause) DO UPDATE SET jobs = jobs + 1;
END;
CREATE TRIGGER causes_deleted AFTER DELETE ON jobs
  WHEN OLD.state = 'dead' AND OLD.cause IS NOT NULL BEGIN
  UPDATE cause_counts SET jobs = jobs - 1 WHERE cause = OLD.cause;
  DELETE FROM cause_counts WHERE cause = OLD.cause AND jobs = 0;
END;
CREATE TRIGGER causes_changed AFTER UPDATE OF state, cause ON jobs
  WHEN OLD.state = 'dead' OR NEW.state = 'dead' BEGIN
  UPDATE cause_counts SET jobs = jobs - 1 WHERE OLD.state = 'dead' AND cause = OLD.cause;
  INSERT INTO cause_counts
    SELECT NEW.cause, 1 WHERE NEW.state = 'dead' AND NEW.cause IS NOT NULL
    ON CONFLICT (cause) DO UPDATE SET jobs = jobs + 1;
  DELETE FROM cause_counts WHERE cause = OLD.cause AND jobs = 0;
END;
-- The how many-th event of its action it is: those of one action push out none of another.
ALTER TABLE events ADD COLUMN nth BIGINT NOT NULL DEFAULT 0;
UPDATE events SET nth = numbered.nth FROM (
  SELECT seq, row_number() OVER (PARTITION BY action ORDER BY seq) AS nth FROM events
) AS numbered WHERE numbered.seq = events.seq;
CREATE INDEX events_of_action ON events (action, nth);
