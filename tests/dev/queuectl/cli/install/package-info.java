@NullMarked
package dev.queuectl.cli.install;

import org.jspecify.annotations.NullMarked;
