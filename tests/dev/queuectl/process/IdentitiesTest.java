package dev.queuectl.process;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ProcessIdentity;
import dev.queuectl.process.Identities.Liveness;
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
    var parent =
        new ProcessBuilder(
                "bash",
                "-c",
                "bash -c 'echo -n \"a) Z (b\" >/proc/self/comm; read x' & "
                    + "echo $!; exec sleep 60")
            .start();
    try (var output = parent.inputReader()) {
      var pid = Long.parseLong(output.readLine());
      until("it is a zombie", () -> Identities.isAlive(Identities.of(pid)) == Liveness.DEAD);
      assertThat(ProcessHandle.of(pid)).isPresent();
    } finally {
      parent.destroyForcibly();
    }
  }
}
