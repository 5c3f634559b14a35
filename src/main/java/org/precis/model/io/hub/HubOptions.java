package org.precis.model.io.hub;

import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach a hub.
 *
 * @param endpoint its base address, such as {@code https://huggingface.co}
 * @param token what to authenticate with; sent to the endpoint only
 * @param proxy chooses the proxy of an address
 * @param attempts how often a request is tried that makes no progress, from 1
 * @param firstDelay pause after the first failure; doubled after each further one
 * @param stallTimeout how long a transfer may stand still
 */
public record HubOptions(
    URI endpoint,
    Optional<String> token,
    ProxySelector proxy,
    int attempts,
    Duration firstDelay,
    Duration stallTimeout) {
  /** The public hub. */
  public static final String PUBLIC = "https://huggingface.co";

  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration STALL_TIMEOUT = Duration.ofSeconds(60);

  public HubOptions {
    boolean web = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    if (!web || endpoint.getHost() == null || endpoint.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "a hub's address is like " + PUBLIC + "; this is '" + endpoint + "'");
    }
    if (token.isPresent() && !token.get().matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException("the token has characters that no token has");
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1; they are " + attempts);
    }
  }

  /** The usual patience. */
  public static HubOptions of(URI endpoint, Optional<String> token, ProxySelector proxy) {
    return new HubOptions(endpoint, token, proxy, ATTEMPTS, FIRST_DELAY, STALL_TIMEOUT);
  }
}
