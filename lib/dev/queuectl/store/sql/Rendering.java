package dev.queuectl.store.sql;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Renders jOOQ's statements as text, for one database. It is a class of its own because loading
/// jOOQ takes longer than most commands do: no command that should start fast leads here.
public final class Rendering {
  private final DSLContext sql;

  /// @param settings what jOOQ must know about this database only
  public Rendering(SQLDialect dialect, Settings settings, Phrases phrases) {
    sql =
        DSL.using(
            dialect,
            settings
                .withRenderSchema(false)
                .withRenderCatalog(false)
                .withRenderQuotedNames(RenderQuotedNames.NEVER));
    sql.data(Phrases.class, phrases);
  }

  /// @param values in the order of their places in the text
  public record Rendered(String text, @Nullable Object[] values) {}

  /// Knows the dialect but no connection: a [SqlSession] runs what it builds.
  public DSLContext sql() {
    return sql;
  }

  public Rendered of(Query query) {
    List<@Nullable Object> values = sql.extractBindValues(query);
    return new Rendered(sql.render(query), values.toArray());
  }
}
