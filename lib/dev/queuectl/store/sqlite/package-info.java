/// Everything that only SQLite has: opening a file, its one connection, patience with other
/// processes, lives of a file, backup and examination, and the schema with its migrations. Start
/// reading at [dev.queuectl.store.sqlite.SqliteStore], then [dev.queuectl.store.sqlite.Database].
/// The only room that knows SQLite; it puts the others together.
@NullMarked
package dev.queuectl.store.sqlite;

import org.jspecify.annotations.NullMarked;
