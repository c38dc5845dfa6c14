/// Puts the rooms together that keep a store's promises in typed SQL: one class, of which the store
/// of each database is a kind.
@NullMarked
package dev.queuectl.store.relational;

import org.jspecify.annotations.NullMarked;
