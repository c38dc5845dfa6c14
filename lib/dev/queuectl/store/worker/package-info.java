/// Workers and what they do to jobs: claims, leases and endings, one transaction per exchange.
/// Start reading at [dev.queuectl.store.worker.SqlWorkerStore], then
/// [dev.queuectl.store.worker.Exchanges]. Uses the rooms of jobs and history, and that of repair if
/// a row is damaged.
@NullMarked
package dev.queuectl.store.worker;

import org.jspecify.annotations.NullMarked;
