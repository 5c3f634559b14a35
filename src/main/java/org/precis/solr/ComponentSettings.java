package org.precis.solr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.solr.common.util.NamedList;
import org.precis.summarize.EngineConfig;
import org.precis.text.TextFormat;

/**
 * What solrconfig.xml says to a {@link SummaryComponent}. Immutable.
 *
 * <pre>{@code
 * <str name="fl">body</str>              text fields, separated by commas; required
 * <str name="title.fl">title</str>       default title
 * <str name="lang.fl">lang</str>         default lang
 * <str name="format.fl"></str>           field with the name of the text's format; default none
 * <str name="format">auto</str>          format of hits without such a field
 * <str name="sections.fl">sections</str> name of the child documents that are sections of the text
 * <str name="text.fl">text</str>         their fields, as in DocumentProcessorFactory: also
 *                                        heading.fl, level.fl, ordinal.fl, merged.fl
 * <int name="rows">5</int>               see RequestLimits for these four
 * <int name="maxRows">20</int>
 * <int name="timeAllowed">5000</int>
 * <int name="maxTimeAllowed">60000</int>
 * <lst name="engines">                   default: one extractive engine named "default"
 *   <lst name="default"><str name="type">extractive</str></lst>
 * </lst>
 * }</pre>
 *
 * @param fields where a hit's document is read from
 * @param limits what a request gets and may ask for
 * @param engines the engines; the first is the default
 */
record ComponentSettings(HitFields fields, RequestLimits limits, List<EngineConfig> engines) {
  private static final String ENGINES = "engines";
  private static final Map<String, String> DEFAULT_ENGINE = Map.of("type", "extractive");
  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              "fl",
              "title.fl",
              "lang.fl",
              "format.fl",
              "format",
              "sections.fl",
              "text.fl",
              "heading.fl",
              "level.fl",
              "ordinal.fl",
              "merged.fl",
              "rows",
              "maxRows",
              "timeAllowed",
              "maxTimeAllowed",
              ENGINES));

  ComponentSettings {
    engines = List.copyOf(engines);
    if (engines.isEmpty()) {
      throw new IllegalArgumentException(
          "'engines' is empty; name an engine in it, or leave it out for an extractive one");
    }
  }

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException for an unknown name, or a value that cannot be used
   */
  static ComponentSettings parse(NamedList<?> args) {
    for (Map.Entry<String, ?> entry : args) {
      if (!KNOWN.contains(entry.getKey())) {
        throw new IllegalArgumentException(
            String.format(
                "unknown setting '%s'; known are %s", entry.getKey(), String.join(", ", KNOWN)));
      }
    }
    HitFields fields =
        new HitFields(
            fieldNames(args.getAll("fl")),
            text(args, "title.fl", "title"),
            text(args, "lang.fl", "lang"),
            text(args, "format.fl", ""),
            format(text(args, "format", "auto")),
            new SectionFields(
                text(args, "sections.fl", "sections"),
                text(args, "text.fl", "text"),
                text(args, "heading.fl", "heading"),
                text(args, "level.fl", "level"),
                text(args, "ordinal.fl", "ordinal"),
                text(args, "merged.fl", "merged")));
    RequestLimits or = RequestLimits.DEFAULT;
    int maxRows = number(args, "maxRows", or.maxRows());
    int maxTimeAllowed = number(args, "maxTimeAllowed", or.maxTimeAllowedMillis());
    RequestLimits limits =
        new RequestLimits(
            number(args, "rows", Math.min(or.rows(), maxRows)),
            maxRows,
            number(args, "timeAllowed", Math.min(or.timeAllowedMillis(), maxTimeAllowed)),
            maxTimeAllowed);
    return new ComponentSettings(fields, limits, engines(args.get(ENGINES)));
  }

  /** Names in strings or lists of strings, each separated by commas or white space. */
  static List<String> fieldNames(Collection<?> values) {
    return values.stream()
        .flatMap(v -> v instanceof Collection<?> several ? several.stream() : Stream.of(v))
        .flatMap(v -> Stream.of(v.toString().trim().split("[,\\s]+")))
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private static String text(NamedList<?> args, String name, String otherwise) {
    Object value = args.get(name);
    return value == null ? otherwise : value.toString().trim();
  }

  private static int number(NamedList<?> args, String name, int otherwise) {
    String value = text(args, name, Integer.toString(otherwise));
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          String.format("'%s' must be a whole number, got '%s'", name, value), e);
    }
  }

  private static TextFormat format(String name) {
    try {
      return TextFormat.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      String known =
          Stream.of(TextFormat.values())
              .map(f -> f.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          String.format("'format' must be one of %s, got '%s'", known, name), e);
    }
  }

  private static List<EngineConfig> engines(Object declared) {
    if (declared == null) {
      return List.of(EngineConfig.parse("default", DEFAULT_ENGINE));
    }
    if (!(declared instanceof NamedList<?> byName)) {
      throw new IllegalArgumentException(
          "'engines' must be a list of named engines, as in <lst name=\"engines\"><lst"
              + " name=\"default\">…</lst></lst>, got "
              + declared);
    }
    Map<String, EngineConfig> engines = new LinkedHashMap<>();
    for (Map.Entry<String, ?> entry : byName) {
      String name = entry.getKey();
      if (engines.put(name, engine(name, entry.getValue())) != null) {
        throw new IllegalArgumentException("engine '" + name + "' is declared twice");
      }
    }
    return new ArrayList<>(engines.values());
  }

  private static EngineConfig engine(String name, Object declared) {
    if (!(declared instanceof NamedList<?> settings)) {
      throw new IllegalArgumentException(
          String.format("engine '%s' must be a <lst> of settings, got %s", name, declared));
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, ?> entry : settings) {
      values.put(entry.getKey(), String.valueOf(entry.getValue()));
    }
    try {
      return EngineConfig.parse(name, values);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("engine '" + name + "': " + e.getMessage(), e);
    }
  }
}
