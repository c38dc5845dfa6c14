package dev.queuectl.store.postgres;

import dev.queuectl.store.sql.Rendering;

/// What a statement is in PostgreSQL, for whoever generates.
public final class PostgresRendering {
  public static final Rendering RENDERING = PostgresPhrases.RENDERING;

  private PostgresRendering() {}
}
