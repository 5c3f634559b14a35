package org.precis.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads plain text, which always succeeds.
 *
 * <p>Paragraphs end at blank lines, at list items and indented lines, and at line ends where the
 * text is not wrapped. Headings are lines underlined by {@code ===} or {@code ---}, and numbered
 * lines that stand alone, provided that at least two of them count up from one.
 */
final class PlainReader implements FormatReader {
  private static final int LONGEST_HEADING = 120;

  /** Wrapped text has shorter lines than this. */
  private static final int LONGEST_WRAPPED_LINE = 160;

  private static final String SENTENCE_ENDS = ".!?…:。！？؟۔।॥။\"”’»」』)）";

  private static final Pattern LIST_ITEM =
      Pattern.compile("\\s*(?:[-*•‣◦▪–—]|\\p{Nd}{1,2}[.)])\\s+\\S.*", Pattern.DOTALL);

  private static final Pattern NUMBERED_HEADING =
      Pattern.compile(
          "(\\p{Nd}{1,2}(?:\\.\\p{Nd}{1,2}){0,4})\\.?\\s+[\\p{Lu}\\p{Lo}].*[^.,;!?…。，！？।]");

  @Override
  public Optional<Document> read(String source, Metadata caller) {
    List<Span> lines = lines(source);
    boolean[] numbered = numberedHeadings(source, lines);
    Outline outline = new Outline();
    for (int i = 0; i < lines.size(); i++) {
      Span line = lines.get(i);
      OptionalInt underlined = underlined(source, lines, i);
      if (underlined.isPresent()) {
        outline.heading(underlined.getAsInt()).copy(source, line.start(), line.end());
        i++;
      } else if (numbered[i]) {
        // Below any underlined heading, and never the title.
        outline.heading(2 + depth(number(source, line))).copy(source, line.start(), line.end());
      } else {
        addLine(source, lines, i, outline.body());
      }
    }
    return Optional.of(outline.document(caller, source));
  }

  /** Adds the paragraphs of {@code text} without looking for headings. */
  static void addParagraphs(String text, CleanText to) {
    List<Span> lines = lines(text);
    for (int i = 0; i < lines.size(); i++) {
      addLine(text, lines, i, to);
    }
  }

  private static void addLine(String source, List<Span> lines, int i, CleanText to) {
    Span line = lines.get(i);
    if (i > 0 && beginsParagraph(source, lines, i)) {
      to.paragraph();
    }
    int end = i + 1 < lines.size() ? lines.get(i + 1).start() : source.length();
    to.copy(source, line.start(), end);
  }

  /** Lines without what ends them. */
  private static List<Span> lines(String source) {
    List<Span> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (WhiteSpace.isLineEnd(c) || c == '\f') {
        lines.add(new Span(start, i));
        boolean two = c == '\r' && i + 1 < source.length() && source.charAt(i + 1) == '\n';
        i += two ? 1 : 0;
        start = i + 1;
      }
    }
    if (start < source.length()) {
      lines.add(new Span(start, source.length()));
    }
    return lines;
  }

  private static boolean beginsParagraph(String source, List<Span> lines, int i) {
    Span before = lines.get(i - 1);
    Span line = lines.get(i);
    if (isBlank(source, before) || isBlank(source, line)) {
      return true;
    }
    boolean sentenceEnded = SENTENCE_ENDS.indexOf(source.charAt(lastInk(source, before))) >= 0;
    if (isListItem(source, line)) {
      boolean another = i + 1 < lines.size() && isListItem(source, lines.get(i + 1));
      return sentenceEnded || another || isListItem(source, before);
    }
    boolean unwrapped = Math.max(before.length(), line.length()) > LONGEST_WRAPPED_LINE;
    boolean newIndent = isIndented(source, line) && !isIndented(source, before);
    return sentenceEnded && (unwrapped || newIndent);
  }

  private static boolean isBlank(String source, Span line) {
    return lastInk(source, line) < line.start();
  }

  private static int lastInk(String source, Span line) {
    int i = line.end() - 1;
    while (i >= line.start() && WhiteSpace.is(source.charAt(i))) {
      i--;
    }
    return i;
  }

  private static boolean isIndented(String source, Span line) {
    char first = source.charAt(line.start());
    return first == '\t' || first == '\u3000' || source.startsWith("  ", line.start());
  }

  private static boolean isListItem(String source, Span line) {
    int end = Math.min(line.end(), line.start() + LONGEST_HEADING);
    return LIST_ITEM.matcher(source.substring(line.start(), end)).matches();
  }

  /** The level of a heading at line {@code i}, by the sign that underlines it. */
  private static OptionalInt underlined(String source, List<Span> lines, int i) {
    boolean alone = i == 0 || isBlank(source, lines.get(i - 1));
    if (!alone || i + 1 >= lines.size() || !isHeadingLike(source, lines.get(i))) {
      return OptionalInt.empty();
    }
    Span rule = lines.get(i + 1);
    int end = lastInk(source, rule) + 1;
    if (end - rule.start() < 3) {
      return OptionalInt.empty();
    }
    char sign = source.charAt(rule.start());
    for (int at = rule.start(); at < end; at++) {
      if (source.charAt(at) != sign) {
        return OptionalInt.empty();
      }
    }
    return sign == '=' ? OptionalInt.of(1) : sign == '-' ? OptionalInt.of(2) : OptionalInt.empty();
  }

  private static boolean isHeadingLike(String source, Span line) {
    return !isBlank(source, line)
        && line.length() <= LONGEST_HEADING
        && source.substring(line.start(), line.end()).chars().anyMatch(Character::isLetterOrDigit);
  }

  /** Numbered lines that stand alone, if they count from one and are no list: text follows two. */
  private static boolean[] numberedHeadings(String source, List<Span> lines) {
    boolean[] found = new boolean[lines.size()];
    String first = "";
    int withText = 0;
    boolean below = false;
    for (int i = 0; i < found.length; i++) {
      if (isBlank(source, lines.get(i))) {
        continue;
      }
      String number = standsAlone(source, lines, i) ? number(source, lines.get(i)) : "";
      found[i] = !number.isEmpty();
      if (first.isEmpty()) {
        first = number;
      }
      withText += below && !found[i] ? 1 : 0;
      below = found[i];
    }
    return "1".equals(first) && withText >= 2 ? found : new boolean[lines.size()];
  }

  private static boolean standsAlone(String source, List<Span> lines, int i) {
    return (i == 0 || isBlank(source, lines.get(i - 1)))
        && i + 1 < lines.size()
        && isBlank(source, lines.get(i + 1));
  }

  /** The number of a numbered heading; empty if the line is none. */
  private static String number(String source, Span line) {
    if (!isHeadingLike(source, line)) {
      return "";
    }
    String text = source.substring(line.start(), line.end()).strip();
    Matcher matcher = NUMBERED_HEADING.matcher(text);
    return matcher.matches() ? matcher.group(1) : "";
  }

  private static int depth(String number) {
    return (int) number.chars().filter(c -> c == '.').count();
  }
}
