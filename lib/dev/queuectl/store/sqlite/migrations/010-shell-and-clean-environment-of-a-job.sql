-- The program that is given the command, and its options. What jobs before this have.
ALTER TABLE jobs ADD COLUMN shell TEXT DEFAULT '/bin/sh';
-- Whether its environment has nothing of anybody's but who it runs as; empty for no.
ALTER TABLE jobs ADD COLUMN clean_env BOOLEAN;
