-- Seconds between TERM and KILL; without it, what is configured says.
ALTER TABLE jobs ADD COLUMN kill_grace DOUBLE CHECK (kill_grace >= 0);
