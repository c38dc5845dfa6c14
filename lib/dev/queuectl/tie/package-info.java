/// What jobs have to do with each other: the part of the vocabulary that is about ends of jobs.
/// Start reading at [dev.queuectl.tie.Dependency].
///
/// Imports nothing but `java.*` and the JSpecify annotations, also nothing of the vocabulary above.
@NullMarked
package dev.queuectl.tie;

import org.jspecify.annotations.NullMarked;
