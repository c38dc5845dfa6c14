/// Commands that look after a store: `init`, `doctor`, `backup`, `restore`, `prune`. Start reading
/// at [dev.queuectl.cli.upkeep.DoctorCommand]. The only room of the command line besides the one
/// that opens stores that may know a file of the store by name.
@NullMarked
package dev.queuectl.cli.upkeep;

import org.jspecify.annotations.NullMarked;
