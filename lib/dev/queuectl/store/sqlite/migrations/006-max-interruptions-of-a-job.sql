-- How many interruptions make the job dead; without it, what is configured says.
ALTER TABLE jobs ADD COLUMN max_interruptions INTEGER CHECK (max_interruptions BETWEEN 1 AND 1000);
