/// The rules by which the end of an attempt decides what becomes of its job: which ends are a
/// success, which are final, which are no failure. Start reading at
/// [dev.queuectl.outcome.OutcomeRules].
///
/// Imports nothing of the vocabulary above; [dev.queuectl.outcome.LinearPattern] alone knows an
/// engine of regular expressions.
@NullMarked
package dev.queuectl.outcome;

import org.jspecify.annotations.NullMarked;
