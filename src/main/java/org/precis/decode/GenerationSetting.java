package org.precis.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One setting as a string, and how it can be read. Immutable.
 *
 * @param name its name in {@code generation_config.json}
 * @param value its value, lists written as in JSON
 */
record GenerationSetting(String name, String value) {
  private static final Pattern INTEGER = Pattern.compile("-?\\d+");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d*)?");

  /** Possessive, or a list of thousands would overflow the matcher's stack. */
  private static final Pattern LIST = Pattern.compile("\\[(?:-?\\d++(?:,-?\\d++)*+)?+]");

  GenerationSetting {
    value = value.strip();
  }

  int integer() {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw unreadable("a whole number", e);
    }
  }

  float number() {
    try {
      return Float.parseFloat(value);
    } catch (NumberFormatException e) {
      throw unreadable("a number", e);
    }
  }

  EarlyStopping stopping() {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "false" -> EarlyStopping.FALSE;
      case "true" -> EarlyStopping.TRUE;
      case "never" -> EarlyStopping.NEVER;
      default -> throw unreadable("true, false or never", null);
    };
  }

  /** A token id, which may be written as a list of one. */
  int token() {
    if (!value.startsWith("[")) {
      return integer();
    }
    List<Integer> tokens = tokens();
    if (tokens.size() != 1) {
      throw unreadable("one token id", null);
    }
    return tokens.get(0);
  }

  /** Token ids, as in {@code [5, 6]}. */
  List<Integer> tokens() {
    String list = withoutSpace();
    if (!LIST.matcher(list).matches()) {
      throw unreadable("a list of token ids such as [5, 6]", null);
    }
    return integersIn(list);
  }

  /** Sequences of token ids, as in {@code [[5], [6, 7]]}. */
  List<List<Integer>> sequences() {
    String lists = withoutSpace();
    List<List<Integer>> sequences = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    Matcher inner = LIST.matcher(lists.isEmpty() ? "" : lists.substring(1));
    while (!lists.equals("[]") && inner.find()) {
      expected.append(expected.isEmpty() ? "" : ",").append(inner.group());
      sequences.add(integersIn(inner.group()));
    }
    if (!lists.equals("[" + expected + "]")) {
      throw unreadable("a list of lists of token ids such as [[5], [6, 7]]", null);
    }
    return sequences;
  }

  /** True if the value says the same as {@code neutral}; an empty one stands for nothing at all. */
  boolean isNeutral(String neutral) {
    if (neutral.isEmpty()) {
      return value.equals("[]") || value.equals("{}");
    }
    if (NUMBER.matcher(neutral).matches() && NUMBER.matcher(value).matches()) {
      return number() == Float.parseFloat(neutral);
    }
    return value.equalsIgnoreCase(neutral);
  }

  private String withoutSpace() {
    return value.replaceAll("\\s*([\\[\\],])\\s*", "$1");
  }

  private List<Integer> integersIn(String list) {
    try {
      return INTEGER
          .matcher(list)
          .results()
          .map(digits -> Integer.valueOf(digits.group()))
          .toList();
    } catch (NumberFormatException e) {
      throw unreadable("token ids, which fit 32 bits", e);
    }
  }

  private IllegalArgumentException unreadable(String rule, Throwable cause) {
    return new IllegalArgumentException(name + " must be " + rule + "; it is " + value, cause);
  }
}
