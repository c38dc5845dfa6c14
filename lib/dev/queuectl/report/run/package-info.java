/// What became of a run of jobs, as other tools read it: JUnit's XML and Markdown. Start reading at
/// [dev.queuectl.report.run.JobRun].
@NullMarked
package dev.queuectl.report.run;

import org.jspecify.annotations.NullMarked;
