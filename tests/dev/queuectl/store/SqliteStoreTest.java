package dev.queuectl.store;

import dev.queuectl.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/// The contracts of the store, on SQLite.
class SqliteStoreTest {
  static Store sqlite(Path directory) {
    return SqliteStore.open(directory.resolve("queue.db"));
  }

  @Nested
  class Enqueue extends EnqueueContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class Claim extends ClaimContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class Queues extends QueueContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class Metrics extends MetricContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class Rolling extends RollupContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class Events extends EventContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class Searches extends SearchContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class Retaining extends RetentionContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class Endings extends EndingContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class Changes extends ChangeContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class Rules extends RulesContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class Lists extends ListContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class Workers extends WorkerContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class AnyOperations extends RandomContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class Concurrency extends ConcurrencyContract {
    @Override
    Store open(Path directory) {
      return sqlite(directory);
    }
  }
}
