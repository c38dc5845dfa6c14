/// A queue on a PostgreSQL server, for many machines: connections, transactions, schema, errors,
/// and PostgreSQL's wording of the statements. Start reading at
/// [dev.queuectl.store.postgres.PostgresStore], then [dev.queuectl.store.postgres.ServerDatabase].
/// What it decides differently: docs/decisions.md.
@NullMarked
package dev.queuectl.store.postgres;

import org.jspecify.annotations.NullMarked;
