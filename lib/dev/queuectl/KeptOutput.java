package dev.queuectl;

/// Which output of an attempt is kept.
///
/// @param seq of the job, see [Job#seq]
/// @param stdout whether anything was printed there
/// @param stderr whether anything was printed there
public record KeptOutput(long seq, int attempt, boolean stdout, boolean stderr) {}
