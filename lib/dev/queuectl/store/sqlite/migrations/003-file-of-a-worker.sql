-- The inode of the file that the worker has open: where the database is another file by now, the
-- worker is none of this store's.
ALTER TABLE workers ADD COLUMN file BIGINT NOT NULL DEFAULT 0;
