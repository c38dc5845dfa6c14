-- The last line that the newest attempt wrote to standard error, if it did not succeed: the cause,
-- more often than not, and lists cannot open a file for each job.
ALTER TABLE jobs ADD COLUMN last_stderr TEXT;
ALTER TABLE attempts ADD COLUMN last_stderr TEXT;
-- In which order it wrote to standard output and standard error, as far as that was seen; empty if
-- it wrote to one of them only.
ALTER TABLE attempts ADD COLUMN output_order TEXT;
