-- What keeps a worker from starting jobs, in words; it says so itself.
ALTER TABLE workers ADD COLUMN trouble TEXT;
