/// Who is let into the dashboards: tokens, links, sessions. Start reading at
/// [dev.queuectl.store.access.SqlAccessStore].
@NullMarked
package dev.queuectl.store.access;

import org.jspecify.annotations.NullMarked;
