package org.precis.solr;

/**
 * What a request gets, and what it may ask for. Immutable.
 *
 * @param rows hits that are summarised if the request does not say
 * @param maxRows most hits that a request may have summarised
 * @param timeAllowedMillis time for all summaries of a request if it does not say
 * @param maxTimeAllowedMillis longest time that a request may ask for
 */
record RequestLimits(int rows, int maxRows, int timeAllowedMillis, int maxTimeAllowedMillis) {
  /** Rows of a result page without any setting: Solr's own default is 10, most pages show fewer. */
  static final RequestLimits DEFAULT = new RequestLimits(5, 20, 5_000, 60_000);

  RequestLimits {
    check("rows", rows, "maxRows", maxRows);
    check("timeAllowed", timeAllowedMillis, "maxTimeAllowed", maxTimeAllowedMillis);
  }

  private static void check(String name, int value, String maxName, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(
          String.format(
              "'%s' must be from 0 to '%s' (%d), got %d; lower the one or raise the other",
              name, maxName, max, value));
    }
  }
}
