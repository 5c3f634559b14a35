package org.precis.eval.rouge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A list of suffixes and what takes their place. The first suffix that a word has decides, even
 * where its condition fails and the word stays as it is. Immutable.
 */
record SuffixRules(List<SuffixRules.Rule> rules) {
  /**
   * One suffix.
   *
   * @param suffix what the word ends in
   * @param replacement what takes its place
   * @param condition what must hold for the word without the suffix
   */
  record Rule(String suffix, String replacement, Predicate<String> condition) {}

  SuffixRules {
    rules = List.copyOf(rules);
  }

  /**
   * Rules in order.
   *
   * @param condition of the rules that are written {@code suffix>replacement}, spaces between
   * @param parts such strings, and {@link Rule}s with conditions of their own
   */
  static SuffixRules of(Predicate<String> condition, Object... parts) {
    List<Rule> rules = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof Rule rule) {
        rules.add(rule);
      } else {
        for (String written : part.toString().split(" ", -1)) {
          int sign = written.indexOf('>');
          rules.add(new Rule(written.substring(0, sign), written.substring(sign + 1), condition));
        }
      }
    }
    return new SuffixRules(rules);
  }

  String apply(String word) {
    for (Rule rule : rules) {
      if (word.endsWith(rule.suffix())) {
        String stem = word.substring(0, word.length() - rule.suffix().length());
        return rule.condition().test(stem) ? stem + rule.replacement() : word;
      }
    }
    return word;
  }
}
