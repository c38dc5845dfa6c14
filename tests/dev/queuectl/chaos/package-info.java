/// Proof of the promises about crashes: real workers and real jobs, and everything that can be
/// killed, stopped, filled, locked or moved under them. Start reading at
/// [dev.queuectl.chaos.Chaos], then [dev.queuectl.chaos.Matrix] (what is tried) and
/// [dev.queuectl.chaos.Audit] (how it is judged).
///
/// Uses the product from outside, save [dev.queuectl.chaos.ChaosWorker], which builds an engine of
/// its own parts around decorated stores. Not a test of the build but for
/// [dev.queuectl.chaos.ChaosTest].
package dev.queuectl.chaos;
