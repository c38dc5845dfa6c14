package dev.queuectl.web.page.part;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What every page knows beside its own subject.
///
/// @param address its path and query: where it is read again from when the store has changed
/// @param readOnly whether nothing may be changed
/// @param maySubmit whether commands may be added and changed
/// @param visitor who sees it
/// @param store where the queue is, for people
/// @param dead how many jobs the navigation warns of
/// @param zone in which times are shown
public record Frame(
    String address,
    Theme theme,
    boolean readOnly,
    boolean maySubmit,
    Visitor visitor,
    @Nullable Notice notice,
    String store,
    long dead,
    Instant now,
    ZoneId zone) {}
