package dev.queuectl.process.posix;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ProcessIdentity;
import dev.queuectl.process.posix.Identities.Liveness;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class IdentitiesTest {

  @Test
  void thisProcessIsAlive() {
    assertThat(Identities.isAlive(Identities.self())).isEqualTo(Liveness.ALIVE);
    assertThat(Identities.self().startTicks()).isPositive();
  }

  @Test
  void anotherProcessUnderTheSamePidIsNotIt() {
    var self = Identities.self();
    var earlier = new ProcessIdentity(self.hostId(), self.pid(), self.startTicks() - 1);

    assertThat(Identities.isAlive(earlier)).isEqualTo(Liveness.DEAD);
  }

  @Test
  void nothingIsKnownOfAnotherHost() {
    var elsewhere = new ProcessIdentity("elsewhere", Identities.self().pid(), 1);

    assertThat(Identities.isAlive(elsewhere)).isEqualTo(Liveness.UNKNOWN);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aZombieIsDeadWhateverItsName() throws Exception {
    var stopped = "bash -c 'echo -n \"a) Z (b\" >/proc/self/comm; kill -STOP $$' & echo $!; ";
    var parent = new ProcessBuilder("bash", "-c", stopped + "exec sleep 60").start();
    try (var output = parent.inputReader()) {
      var pid = Long.parseLong(output.readLine());
      var name = Path.of("/proc/" + parent.pid() + "/comm");
      until("its parent reaps no more", () -> Files.readString(name).equals("sleep\n"));
      var child = Identities.of(pid);
      assertThat(Identities.isAlive(child)).isEqualTo(Liveness.ALIVE);

      Native.kill(pid, Platform.SIGKILL);
      until("it is dead", () -> Identities.isAlive(child) == Liveness.DEAD);
      assertThat(Path.of("/proc/" + pid)).exists();
    } finally {
      parent.destroyForcibly();
    }
  }
}
