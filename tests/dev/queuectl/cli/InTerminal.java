package dev.queuectl.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/// A test that drives the program at a real terminal, see [Tmux]. Skipped, with that reason, where
/// there is none.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("terminal")
@EnabledIf(
    value = "dev.queuectl.cli.Tmux#isInstalled",
    disabledReason = "tmux is not installed, which terminal tests need")
public @interface InTerminal {}
