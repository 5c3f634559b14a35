package org.precis.text;

import java.util.Locale;
import java.util.Map;

/**
 * What a section of a scientific paper is about, by its heading (Gidiotis and Tsoumakas 2020): the
 * first word of the heading that tells a type decides.
 */
public enum HeadingType {
  /** Introduction. */
  INTRODUCTION,
  /** Related work. */
  LITERATURE,
  /** Methods. */
  METHODS,
  /** Results. */
  RESULTS,
  /** Conclusion. */
  CONCLUSION,
  /** Limitations. */
  LIMITATIONS,
  /** No word says it. */
  OTHER;

  private static final Map<String, HeadingType> WORDS =
      Map.ofEntries(
          Map.entry("introduction", INTRODUCTION),
          Map.entry("case", INTRODUCTION),
          Map.entry("purpose", INTRODUCTION),
          Map.entry("objective", INTRODUCTION),
          Map.entry("objectives", INTRODUCTION),
          Map.entry("aim", INTRODUCTION),
          Map.entry("summary", INTRODUCTION),
          Map.entry("background", INTRODUCTION),
          Map.entry("background/aims", INTRODUCTION),
          Map.entry("literature", LITERATURE),
          Map.entry("studies", LITERATURE),
          Map.entry("related", LITERATURE),
          Map.entry("findings", LITERATURE),
          Map.entry("methods", METHODS),
          Map.entry("method", METHODS),
          Map.entry("techniques", METHODS),
          Map.entry("methodology", METHODS),
          Map.entry("results", RESULTS),
          Map.entry("result", RESULTS),
          Map.entry("experiment", RESULTS),
          Map.entry("experiments", RESULTS),
          Map.entry("experimental", RESULTS),
          Map.entry("discussion", CONCLUSION),
          Map.entry("conclusion", CONCLUSION),
          Map.entry("conclusions", CONCLUSION),
          Map.entry("concluding", CONCLUSION),
          Map.entry("limitations", LIMITATIONS));

  /** The type of a heading. */
  public static HeadingType of(String heading) {
    for (String word : heading.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      if (WORDS.containsKey(word)) {
        return WORDS.get(word);
      }
    }
    return OTHER;
  }
}
