package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.QueueException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Tokens, links and sessions.
class AccessContractTest extends StoreContract {
  private static final Login OWNER = Login.ofOwner(Secret.hash("file"), Grant.FULL);

  private LoginSession session(String word) {
    return store.access().session(word, now).orElseThrow();
  }

  @Test
  void a_token_is_found_by_itself_and_kept_as_a_hash_only() throws Exception {
    var secret = store.access().addToken("anna", Grant.READ_ONLY, now);
    assertThat(secret).matches("[A-Za-z0-9_-]{43}");
    assertThat(store.access().token(secret)).hasValue(store.access().tokens().getFirst());
    assertThat(store.access().token(secret).orElseThrow().grant()).isEqualTo(Grant.READ_ONLY);
    assertThat(store.access().token(secret + "x")).isEmpty();
    var word = store.access().beginSession(OWNER, "::1", null, now);
    var link = store.access().addLink(OWNER, now);
    if (kind.isCopied()) {
      store.upkeep().backup(directory.resolve("copy"), false);
      var file = Files.readString(directory.resolve("copy"), StandardCharsets.ISO_8859_1);
      assertThat(file).contains(Secret.hash(secret)).doesNotContain(secret, word, link);
    }
  }

  @Test
  void names_are_given_once_and_only_to_tokens() {
    store.access().addToken("anna", Grant.FULL, now);
    assertThatThrownBy(() -> store.access().addToken("anna", Grant.READ_ONLY, now))
        .isInstanceOf(QueueException.Duplicate.class);
    for (var name : new String[] {"", "owner", "guest", "a b", "-x", "x".repeat(65), "<b>", "é"}) {
      assertThatThrownBy(() -> Login.checkName(name))
          .as(name)
          .isInstanceOf(QueueException.Invalid.class);
    }
    assertThat(Login.checkName("ci@build-2.example")).isEqualTo("ci@build-2.example");
    assertThatThrownBy(() -> store.access().revokeToken("bert"))
        .isInstanceOf(QueueException.NotFound.class);
  }

  @Test
  void revoking_a_token_ends_its_sessions_and_links_and_no_others() {
    var anna = store.access().token(store.access().addToken("anna", Grant.FULL, now)).orElseThrow();
    var hers = store.access().beginSession(anna.login(), "::1", "Firefox", now);
    var link = store.access().addLink(anna.login(), now);
    var mine = store.access().beginSession(OWNER, "::1", null, now);
    assertThat(session(hers).fromNamed()).isTrue();
    assertThat(session(mine).fromNamed()).isFalse();
    assertThat(store.access().revokeToken("anna")).isEqualTo(1);
    assertThat(store.access().session(hers, now)).isEmpty();
    assertThat(store.access().useLink(link, now)).isEmpty();
    assertThat(session(mine).login()).isEqualTo(OWNER);
  }

  /// As when somebody logs in while the token is revoked.
  @Test
  void a_session_without_its_token_is_known_as_such() {
    var secret = store.access().addToken("anna", Grant.FULL, now);
    var login = store.access().token(secret).orElseThrow().login();
    store.access().revokeToken("anna");
    assertThat(session(store.access().beginSession(login, "::1", null, now)).fromNamed()).isFalse();
  }

  @Test
  void a_link_works_once_and_for_ten_minutes() {
    var link = store.access().addLink(OWNER.atMost(Grant.NO_SUBMIT), now);
    var old = store.access().addLink(OWNER, now);
    advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(store.access().useLink(link, now)).hasValue(OWNER.atMost(Grant.NO_SUBMIT));
    assertThat(store.access().useLink(link, now)).isEmpty();
    advance(Duration.ofMillis(1));
    assertThat(store.access().useLink(old, now)).isEmpty();
    assertThat(store.access().useLink("wrong", now)).isEmpty();
  }

  @Test
  void a_session_lasts_while_it_is_used_but_not_for_ever() {
    var word = store.access().beginSession(OWNER, "10.0.0.7", "Firefox", now);
    var begun = now;
    for (var hours = 0; hours < 7 * 24 - 6; hours += 6) {
      advance(Duration.ofHours(6));
      store.access().useSession(session(word).id(), now);
    }
    assertThat(session(word).begunAt()).isEqualTo(begun);
    assertThat(session(word).isStale(now)).isFalse();
    assertThat(session(word).endsAt()).isEqualTo(begun.plus(LoginSession.LONGEST));
    var unused = store.access().beginSession(OWNER, "::1", null, now);
    advance(Duration.ofHours(6));
    assertThat(store.access().session(word, now)).isEmpty();
    advance(Duration.ofHours(6).minusMillis(1));
    assertThat(session(unused).isStale(now)).isTrue();
    advance(Duration.ofMillis(1));
    assertThat(store.access().session(unused, now)).isEmpty();
    assertThat(store.access().sessions(now)).isEmpty();
  }

  @Test
  void sessions_end_one_by_one_and_all() {
    var one = store.access().beginSession(OWNER, "::1", null, now);
    var two = store.access().beginSession(OWNER, "::1", null, now);
    store.access().beginSession(OWNER, "::1", null, now);
    assertThat(store.access().sessions(now)).hasSize(3);
    assertThat(store.access().endSessions(session(one).id())).isEqualTo(1);
    assertThat(store.access().endSessions(99L)).isZero();
    assertThat(store.access().session(one, now)).isEmpty();
    assertThat(store.access().session(two, now)).isPresent();
    assertThat(store.access().endSessions(null)).isEqualTo(2);
    assertThat(store.access().sessions(now)).isEmpty();
  }

  @Test
  void one_name_cannot_fill_the_store_nor_drive_others_out() {
    var mine = store.access().beginSession(OWNER, "::1", null, now);
    var other = new Login(Secret.hash("x"), "anna", Grant.READ_ONLY);
    for (var i = 0; i < AccessStore.MOST_SESSIONS + 5; i++) {
      store.access().beginSession(other, "::1", null, now);
    }
    assertThat(store.access().sessions(now)).hasSize(AccessStore.MOST_SESSIONS + 1);
    assertThat(store.access().session(mine, now)).isPresent();
  }
}
