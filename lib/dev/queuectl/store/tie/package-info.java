/// Which jobs wait for ends of which others: adding that, counting ends, and bringing back what was
/// not run. Start reading at [dev.queuectl.store.tie.Settlement]. Knows jobs only by number.
@NullMarked
package dev.queuectl.store.tie;

import org.jspecify.annotations.NullMarked;
