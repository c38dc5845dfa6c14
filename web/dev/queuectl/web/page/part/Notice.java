package dev.queuectl.web.page.part;

/// What came of the action before, said once at the top of the next page.
///
/// @param text one or more sentences
public record Notice(boolean good, String text) {}
