package org.precis.eval.rouge;

import java.util.ArrayList;
import java.util.List;
import org.precis.eval.WordTokenizer;

/**
 * Syllables of Burmese text (Ding et al. 2019): a letter with its dependent signs, the consonant
 * with asat that closes it, and stacked consonants. Spaces are ignored, and so other scripts fall
 * into single characters.
 */
final class BurmeseSyllables implements WordTokenizer {
  private static final char ASAT = '\u103A';
  private static final char DOT_BELOW = '\u1037';
  private static final String VIRAMA = "\u1039";

  /** A closing consonant with asat has two or three signs; four are the vowel au. */
  private static final int LONGEST_CLOSING = 3;

  @Override
  public List<String> tokens(String text) {
    String ordered = text.replace("" + DOT_BELOW + ASAT, "" + ASAT + DOT_BELOW);
    return stacked(closed(units(ordered)));
  }

  private static List<String> units(String text) {
    List<String> units = new ArrayList<>();
    for (int c : text.codePoints().toArray()) {
      if (Character.isWhitespace(c)) {
        continue;
      }
      if (isDependent(c) && !units.isEmpty()) {
        units.add(units.remove(units.size() - 1) + Character.toString(c));
      } else {
        units.add(Character.toString(c));
      }
    }
    return units;
  }

  /** The first unit stays, as in the reference tool: there is nothing that it could close. */
  private static List<String> closed(List<String> units) {
    List<String> syllables = new ArrayList<>();
    for (String unit : units) {
      boolean closes = unit.indexOf(ASAT) >= 0 && unit.length() <= LONGEST_CLOSING;
      if (closes && !syllables.isEmpty()) {
        syllables.add(syllables.remove(syllables.size() - 1) + unit);
      } else {
        syllables.add(unit);
      }
    }
    return syllables;
  }

  private static List<String> stacked(List<String> syllables) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < syllables.size(); i++) {
      boolean between = i > 0 && i + 1 < syllables.size() && !joined.isEmpty();
      if (between && syllables.get(i).equals(VIRAMA)) {
        joined.add(joined.remove(joined.size() - 1) + VIRAMA + syllables.get(i + 1));
        i++;
      } else {
        joined.add(syllables.get(i));
      }
    }
    return joined;
  }

  private static boolean isDependent(int c) {
    return (c >= 0x102B && c <= 0x1032)
        || (c >= 0x1036 && c <= 0x1038)
        || (c >= 0x103B && c <= 0x103E)
        || c == ASAT;
  }
}
