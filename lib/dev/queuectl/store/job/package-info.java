/// Jobs, queues and settings as rows: adding, finding, listing and changing them, and which jobs
/// may be claimed. Start reading at [dev.queuectl.store.job.SqlJobStore]; a class whose name ends
/// in `Statements` holds the typed SQL of the class around it, or of its neighbours. Knows no
/// worker.
@NullMarked
package dev.queuectl.store.job;

import org.jspecify.annotations.NullMarked;
