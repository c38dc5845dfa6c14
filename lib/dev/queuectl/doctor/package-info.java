/// What may be wrong with a queue, how to find it, and how to mend what can be mended: the rows,
/// the workers, the files around the database. Start reading at [dev.queuectl.doctor.Doctor]. Uses
/// the contracts of a store, processes and reports; names no command: that is for the command line
/// to do.
@NullMarked
package dev.queuectl.doctor;

import org.jspecify.annotations.NullMarked;
