package dev.queuectl.web.page.part;

/// Who sees a page.
///
/// @param name as the audit log has it
/// @param grant what they may do, in a word
/// @param owns whether they may say who else comes in
public record Visitor(String name, String grant, boolean owns) {}
