/// What a job is given besides its command and its options: the part of the vocabulary that is
/// about bytes and variables. Start reading at [dev.queuectl.environment.Surroundings].
///
/// Imports nothing but `java.*` and the JSpecify annotations, also nothing of the vocabulary above.
@NullMarked
package dev.queuectl.environment;

import org.jspecify.annotations.NullMarked;
