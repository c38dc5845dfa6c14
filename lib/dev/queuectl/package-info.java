/// The vocabulary of QueueCTL: what a job, an attempt, an outcome and a transition are, and what a
/// store must promise. Start reading at [dev.queuectl.Job], then [dev.queuectl.Transition], then
/// `JobStore`.
///
/// Imports nothing but `java.*` and the JSpecify annotations.
@NullMarked
package dev.queuectl;

import org.jspecify.annotations.NullMarked;
