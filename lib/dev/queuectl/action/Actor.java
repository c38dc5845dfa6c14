package dev.queuectl.action;

/// Who does something, and from where.
///
/// @param name of a token, or of a user of the operating system
/// @param origin an address, or `command line`
public record Actor(String name, String origin) {}
