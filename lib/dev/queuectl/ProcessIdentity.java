package dev.queuectl;

/// A process that cannot be mistaken for another one that was given the same pid later.
///
/// @param hostId the boot id of the kernel and, where there are such, the pid namespace: pids mean
///   the same only where this is the same
/// @param pid
/// @param startTicks when it started, in the kernel's own unit; 0 where the platform does not say
public record ProcessIdentity(String hostId, long pid, long startTicks) {}
