/// Tests on the layout of the project rather than on what it does: the dependencies between the
/// packages, what JBang is told, and the launcher, run with a pretended Java.
@NullMarked
package dev.queuectl.build;

import org.jspecify.annotations.NullMarked;
