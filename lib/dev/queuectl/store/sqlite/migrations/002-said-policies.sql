-- Jobs say how they are executed: UnsaidPolicies, which reads the configuration, writes it down.
UPDATE meta SET value = value WHERE key = 'store_id';
