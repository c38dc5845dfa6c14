package dev.queuectl.process;

import java.nio.file.Path;

/// An attempt to take over from a dead worker of this host.
///
/// @param key as it was launched under, see [Launch#key]
/// @param journal what the dead worker gave to [Launchers#forThisPlatform]
/// @param stdout as launched
/// @param stderr as launched
public record Adoption(String key, Path journal, Path stdout, Path stderr) {}
