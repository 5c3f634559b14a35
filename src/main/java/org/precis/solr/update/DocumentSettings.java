package org.precis.solr.update;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.solr.common.util.NamedList;
import org.precis.text.TextFormat;

/**
 * What solrconfig.xml says to a {@link DocumentProcessorFactory}. Immutable.
 *
 * @param fields name of every role's field; empty for a role without one
 * @param format format of bodies whose format field says nothing
 * @param maxSections how many sections a document may have in the index
 * @param otherLanguages what {@code _<language>} is in the names of fields for languages that have
 *     no field of their own
 */
record DocumentSettings(
    Map<FieldRole, String> fields, TextFormat format, int maxSections, String otherLanguages) {
  /** Enough for books; a block of more documents makes its update slow. */
  static final int DEFAULT_MAX_SECTIONS = 1000;

  private static final String ANALYSED = "_txt_";
  private static final String FORMAT = "format";
  private static final String MAX_SECTIONS = "maxSections";
  private static final String OTHER_LANGUAGES = "otherLanguages";
  private static final Set<String> KNOWN = known();

  DocumentSettings {
    EnumMap<FieldRole, String> all = new EnumMap<>(FieldRole.class);
    for (FieldRole role : FieldRole.values()) {
      all.put(role, fields.getOrDefault(role, role.defaultField()).strip());
    }
    fields = Map.copyOf(all);
    String sections = fields.get(FieldRole.SECTIONS);
    check(
        !fields.get(FieldRole.BODY).isEmpty(),
        "'" + FieldRole.BODY.setting() + "' names no field, but all else is made from the body");
    check(
        !sections.contains("/"),
        "'" + FieldRole.SECTIONS.setting() + "' must not contain '/', got '" + sections + "'");
    check(maxSections >= 1, "'" + MAX_SECTIONS + "' must be 1 or more, got " + maxSections);
    check(
        otherLanguages.matches("\\w+"),
        "'" + OTHER_LANGUAGES + "' must be a word, got '" + otherLanguages + "'");
    EnumSet<FieldRole> ofSections = EnumSet.range(FieldRole.HEADING, FieldRole.MERGED);
    checkDistinct(fields, EnumSet.complementOf(ofSections));
    ofSections.add(FieldRole.LANGUAGE);
    checkDistinct(fields, ofSections);
  }

  /** A document and its sections may share names, but within one, values would be overwritten. */
  private static void checkDistinct(Map<FieldRole, String> fields, Set<FieldRole> roles) {
    Map<String, String> seen = new HashMap<>();
    for (FieldRole role : roles) {
      String name = fields.get(role);
      String other = name.isEmpty() ? null : seen.put(name, role.setting());
      check(
          other == null,
          String.format("'%s' and '%s' both name the field '%s'", other, role.setting(), name));
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(Set.of(FORMAT, MAX_SECTIONS, OTHER_LANGUAGES));
    for (FieldRole role : FieldRole.values()) {
      known.add(role.setting());
    }
    return known;
  }

  /**
   * Reads the settings; what is not set has its default.
   *
   * @throws IllegalArgumentException for an unknown name, or a value that cannot be used
   */
  static DocumentSettings parse(NamedList<?> args) {
    for (Map.Entry<String, ?> entry : args) {
      String name = entry.getKey();
      check(
          KNOWN.contains(name),
          "unknown setting '" + name + "'; known are " + String.join(", ", KNOWN));
      check(args.getAll(name).size() == 1, "'" + name + "' is set more than once");
    }
    EnumMap<FieldRole, String> fields = new EnumMap<>(FieldRole.class);
    for (FieldRole role : FieldRole.values()) {
      fields.put(role, text(args, role.setting(), role.defaultField()));
    }
    return new DocumentSettings(
        fields,
        format(text(args, FORMAT, "auto")),
        number(text(args, MAX_SECTIONS, Integer.toString(DEFAULT_MAX_SECTIONS))),
        text(args, OTHER_LANGUAGES, "icu"));
  }

  private static String text(NamedList<?> args, String name, String otherwise) {
    Object value = args.get(name);
    return value == null ? otherwise : value.toString().strip();
  }

  private static int number(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          String.format("'%s' must be a whole number, got '%s'", MAX_SECTIONS, value), e);
    }
  }

  private static TextFormat format(String name) {
    return formatNamed(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        "'%s' must be one of %s, got '%s'", FORMAT, formatNames(), name)));
  }

  /** The format of that name, in any case of letters. */
  static Optional<TextFormat> formatNamed(String name) {
    return Stream.of(TextFormat.values())
        .filter(format -> format.name().equalsIgnoreCase(name.strip()))
        .findFirst();
  }

  /** The names of all formats, as a client writes them. */
  static String formatNames() {
    return Stream.of(TextFormat.values())
        .map(format -> format.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /** Name of a role's field; empty if it has none. */
  String field(FieldRole role) {
    return fields.get(role);
  }

  /** True if that role has a field. */
  boolean has(FieldRole role) {
    return !field(role).isEmpty();
  }

  /** Beginning of the names of a role's analysed copies; the rest is the language. */
  String analysedPrefix(FieldRole role) {
    return field(role) + ANALYSED;
  }
}
