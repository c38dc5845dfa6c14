package dev.queuectl.web.page;

/// Something that wants a person.
///
/// @param urgent whether jobs do not run because of it
/// @param text what is the matter; a sentence
/// @param address where to see to it
/// @param link what the way there is called
/// @param command what to type instead; empty if nothing
public record Problem(boolean urgent, String text, String address, String link, String command) {}
