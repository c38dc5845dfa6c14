package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Journals;
import java.nio.file.Path;

/// The same without slots' shells.
class WrapperLauncherTest extends PosixLauncherTest {
  @Override
  Launcher open(Path directory) {
    var journals = new Journals(directory.resolve("run/w1.journal"), JOBS_PER_FILE);
    return new PosixLauncher(journals, null);
  }
}
