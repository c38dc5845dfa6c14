/// What the operating system offers, and nothing about jobs: spawning and waiting through FFM,
/// identities of processes, private files, limits, clocks. Start reading at
/// [dev.queuectl.process.posix.Native]. Uses the vocabulary and Java only.
@NullMarked
package dev.queuectl.process.posix;

import org.jspecify.annotations.NullMarked;
