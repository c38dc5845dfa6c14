/// `demo` and `test`: the whole program, tried in a queue of its own by its own command lines.
/// Start reading at [dev.queuectl.cli.selftest.SelfCheck].
@NullMarked
package dev.queuectl.cli.selftest;

import org.jspecify.annotations.NullMarked;
