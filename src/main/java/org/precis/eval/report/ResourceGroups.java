package org.precis.eval.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.precis.text.LanguageTags;

/** Groups of languages that a report averages over. Immutable. */
public final class ResourceGroups {
  /** The group of languages that no other has. */
  public static final String OTHERS = "others";

  private static final String BUNDLED = "resource-groups.properties";

  /** CrossSum trains on four fifths of its pairs. */
  private static final double TRAINING_SHARE = 0.8;

  private static final int MEDIUM_FROM = 1000;
  private static final int NORMAL_ABOVE = 5000;

  private final Map<String, String> groups;
  private final List<String> names;

  private ResourceGroups(Map<String, String> groups, Set<String> names) {
    Map<String, String> withLanguages = new TreeMap<>(groups);
    // A bare zh belongs where zh-CN does.
    groups.forEach((tag, group) -> withLanguages.putIfAbsent(LanguageTags.language(tag), group));
    this.groups = Map.copyOf(withLanguages);
    List<String> all = new ArrayList<>(names);
    all.remove(OTHERS);
    all.add(OTHERS);
    this.names = List.copyOf(all);
  }

  /**
   * ACROSS's three groups by the training pairs that CrossSum has from a language into English:
   * below 1,000, up to 5,000, more.
   */
  public static ResourceGroups acrossGroups() {
    try (InputStream in = ResourceGroups.class.getResourceAsStream(BUNDLED);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      Properties pairs = new Properties();
      pairs.load(reader);
      Map<String, String> groups = new HashMap<>();
      for (String language : pairs.stringPropertyNames()) {
        double training = TRAINING_SHARE * Integer.parseInt(pairs.getProperty(language));
        groups.put(language, name(training));
      }
      return new ResourceGroups(
          groups, new LinkedHashSet<>(List.of(name(0), name(MEDIUM_FROM), name(NORMAL_ABOVE + 1))));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String name(double trainingPairs) {
    if (trainingPairs < MEDIUM_FROM) {
      return "extremely low";
    }
    return trainingPairs <= NORMAL_ABOVE ? "medium" : "normal";
  }

  /**
   * Groups of one's own.
   *
   * @param groups names by language tag; in reports they come in the alphabet's order
   */
  public static ResourceGroups of(Map<String, String> groups) {
    Map<String, String> normalised = new HashMap<>();
    groups.forEach((tag, group) -> normalised.put(LanguageTags.normalise(tag), group));
    return new ResourceGroups(normalised, new TreeSet<>(groups.values()));
  }

  /** The group of a language: that of its tag, else of its language alone, else the others. */
  public String of(String tag) {
    String ofLanguage = groups.getOrDefault(LanguageTags.language(tag), OTHERS);
    return groups.getOrDefault(tag, ofLanguage);
  }

  /** All groups in the order of reports, the others last. */
  public List<String> names() {
    return names;
  }
}
