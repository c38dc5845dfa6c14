package dev.queuectl.cli.job;

import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.ParentJob;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.report.JobDefaults;
import jakarta.inject.Singleton;

/// What holds for a new job that says nothing else: what is configured, and what its caller gives
/// it.
@Singleton
public final class NewJobDefaults {
  private final CommandContext context;
  private final ParentJob parent;

  NewJobDefaults(CommandContext context, ParentJob parent) {
    this.context = context;
    this.parent = parent;
  }

  public JobDefaults now() {
    var console = context.console();
    var settings = context.access().openOrMake().config().settings();
    var environment = settings.envCapture().of(console.env()).orElse(null);
    return JobDefaults.of(console.clock().instant(), console.zone(), console.cwd(), settings)
        .in(new Surroundings(environment, null, parent.id().orElse(null)));
  }
}
