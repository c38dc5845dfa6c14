package dev.queuectl.store;

import java.time.Instant;

/// A token that somebody was given; only its hash is kept.
public record NamedToken(String name, String hash, Grant grant, Instant createdAt) {

  public Login login() {
    return new Login(hash, name, grant);
  }
}
