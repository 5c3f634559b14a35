package org.precis.solr;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.search.spell.LevenshteinDistance;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.common.params.SolrParams;

/** Names of the request parameters. Stateless. */
public final class SummaryParams {
  /** The switch, and the prefix of all others. */
  public static final String SUMMARIZE = "summarize";

  /** Stored text fields, separated by commas or white space. */
  public static final String FIELDS = "summarize.fl";

  /** One of the engines that solrconfig.xml names. */
  public static final String ENGINE = "summarize.engine";

  /** How many of the first hits are summarised. */
  public static final String ROWS = "summarize.rows";

  /** Field with the document's language. */
  public static final String LANGUAGE_FIELD = "summarize.lang.fl";

  /** Milliseconds that all summaries of a request may take together. */
  public static final String TIME_ALLOWED = "summarize.timeAllowed";

  /** What {@code summarize.focus=query} looks for; by default the words of the search itself. */
  public static final String FOCUS_QUERY = "summarize.focus.q";

  private static final String PREFIX = SUMMARIZE + ".";

  /** What {@link org.precis.summarize.SummaryOptions#parse} reads, without the prefix. */
  private static final Set<String> OPTIONS =
      Set.of(
          "mode",
          "minLength",
          "maxLength",
          "beams",
          "lengthPenalty",
          "sentences",
          "focus",
          "fallback",
          "cache",
          "evidence");

  private static final Set<String> KNOWN = known();

  private SummaryParams() {}

  private static Set<String> known() {
    Set<String> names =
        new TreeSet<>(Set.of(FIELDS, ENGINE, ROWS, LANGUAGE_FIELD, TIME_ALLOWED, FOCUS_QUERY));
    OPTIONS.forEach(option -> names.add(PREFIX + option));
    return names;
  }

  /** Keys of a summary's options, each the name of a parameter without its prefix. */
  static Set<String> options() {
    return OPTIONS;
  }

  /** The parameter that sets an option. */
  static String ofOption(String option) {
    return PREFIX + option;
  }

  /** True if the name belongs to this component. */
  static boolean isOurs(String parameter) {
    return parameter.equals(SUMMARIZE) || parameter.startsWith(PREFIX);
  }

  /**
   * Refuses parameters that begin with {@code summarize.} and mean nothing.
   *
   * @throws SolrException 400, naming the nearest known parameter
   */
  static void refuseUnknown(SolrParams params) {
    for (Iterator<String> names = params.getParameterNamesIterator(); names.hasNext(); ) {
      String name = names.next();
      if (name.startsWith(PREFIX) && !KNOWN.contains(name)) {
        throw badRequest(
            String.format(
                "unknown parameter '%s'; did you mean '%s'? Known are %s",
                name, nearest(name), String.join(", ", KNOWN)));
      }
    }
  }

  private static String nearest(String name) {
    LevenshteinDistance similarity = new LevenshteinDistance();
    return KNOWN.stream()
        .max(Comparator.comparingDouble(known -> similarity.getDistance(known, name)))
        .orElseThrow();
  }

  /** A 400 whose message has the rule, the value and the remedy. */
  static SolrException badRequest(String message) {
    return new SolrException(ErrorCode.BAD_REQUEST, message);
  }
}
