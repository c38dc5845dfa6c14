/// How statements reach a database: transactions, the session that runs them, what an error means,
/// and how jOOQ renders statements whose shape is not known beforehand. Start reading at
/// [dev.queuectl.store.sql.Transactions] and [dev.queuectl.store.sql.SqlSession]. Knows no table
/// and no particular database.
@NullMarked
package dev.queuectl.store.sql;

import org.jspecify.annotations.NullMarked;
