package dev.queuectl;

import java.time.Instant;

/// A worker's time-limited right to one job.
///
/// @param worker the worker's id
/// @param slot the slot it runs in, from 0
/// @param token grows with every lease of the job: a write under an older token changes nothing
/// @param until when others may take the job back, unless the lease is extended before
public record Lease(String worker, int slot, long token, Instant until) {}
