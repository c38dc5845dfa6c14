package dev.queuectl.store.sql;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// jOOQ's statements as text. A class of its own, because loading jOOQ takes a process longer than
/// most commands: of those that start fast nothing leads here.
///
/// @param values in the order of their places in the text
public record Rendering(String text, @Nullable Object[] values) {
  /// SQLite takes 32,766 values; jOOQ would write those beyond 999 into the text.
  private static final int MOST_VALUES = 32_000;

  private static final DSLContext SQL =
      DSL.using(
          SQLDialect.SQLITE,
          new Settings()
              .withRenderSchema(false)
              .withRenderCatalog(false)
              .withRenderQuotedNames(RenderQuotedNames.NEVER)
              .withInlineThreshold(MOST_VALUES));

  /// Knows the dialect, but no connection: what it makes is for a [SqlSession] to run.
  public static DSLContext sql() {
    return SQL;
  }

  public static Rendering of(Query query) {
    List<@Nullable Object> values = SQL.extractBindValues(query);
    return new Rendering(SQL.render(query), values.toArray());
  }
}
