-- What was ever done, by queue. It only grows, whatever becomes of the jobs.
CREATE TABLE totals (
  seq INTEGER PRIMARY KEY,
  queue TEXT NOT NULL,
  measure TEXT NOT NULL,
  bucket INTEGER NOT NULL,
  number BIGINT NOT NULL,
  millis BIGINT NOT NULL,
  UNIQUE (queue, measure, bucket)
);
