package org.precis.model.io.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chooses proxies by the environment variables {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code
 * ALL_PROXY} and {@code NO_PROXY}, in either case of letters, unless Java's own settings ({@code
 * https.proxyHost} and the like) name one. Thread-safe.
 */
public final class EnvironmentProxy extends ProxySelector {
  private final Map<String, String> environment;
  private final ProxySelector java;

  /**
   * @param environment the variables
   * @param java what Java's own settings choose
   */
  public EnvironmentProxy(Map<String, String> environment, ProxySelector java) {
    this.environment = Map.copyOf(environment);
    this.java = java;
  }

  @Override
  public List<Proxy> select(URI address) {
    List<Proxy> chosen = java.select(address);
    boolean named = chosen.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    if (named || isExcluded(address.getHost())) {
      return named ? chosen : List.of(Proxy.NO_PROXY);
    }
    String scheme = address.getScheme() == null ? "" : address.getScheme();
    return variable(scheme + "_proxy")
        .or(() -> variable("all_proxy"))
        .map(value -> List.of(proxy(value)))
        .orElse(List.of(Proxy.NO_PROXY));
  }

  private Optional<String> variable(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .map(key -> environment.getOrDefault(key, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  private boolean isExcluded(String host) {
    String name = String.valueOf(host).toLowerCase(Locale.ROOT);
    if (name.equals("localhost") || name.startsWith("127.")) {
      return true;
    }
    return Stream.of(variable("no_proxy").orElse("").toLowerCase(Locale.ROOT).split(","))
        .map(String::strip)
        .filter(rule -> !rule.isEmpty())
        .map(rule -> rule.startsWith(".") ? rule.substring(1) : rule)
        .anyMatch(rule -> rule.equals("*") || name.equals(rule) || name.endsWith("." + rule));
  }

  private static Proxy proxy(String value) {
    URI address = URI.create(value.contains("://") ? value.strip() : "http://" + value.strip());
    if (!"http".equals(address.getScheme()) || address.getHost() == null) {
      throw new IllegalArgumentException(
          "a proxy's address is like http://proxy:3128; other kinds are not supported");
    }
    if (address.getRawUserInfo() != null) {
      throw new IllegalArgumentException("proxies that ask for a password are not supported");
    }
    int port = address.getPort() < 0 ? 80 : address.getPort();
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port));
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
    java.connectFailed(address, proxy, failure);
  }
}
