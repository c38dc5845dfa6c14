/// Which queue is meant, and how a command comes to it: the place, opening the store, finding a job
/// by a part of its id, starting programs in the background. Start reading at
/// [dev.queuectl.cli.access.StoreAccess], which alone opens stores. Uses the console only.
@NullMarked
package dev.queuectl.cli.access;

import org.jspecify.annotations.NullMarked;
