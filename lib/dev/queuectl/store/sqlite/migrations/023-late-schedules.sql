-- The last time for which a run has completed, and when somebody looks next whether another one
-- should have: only of schedules that say after how long they are late.
ALTER TABLE schedules ADD COLUMN completed_for BIGINT;
ALTER TABLE schedules ADD COLUMN late_at BIGINT;
CREATE INDEX schedules_watched ON schedules (late_at) WHERE late_at IS NOT NULL;
