package org.precis.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Guesses the format of a source from its beginning. */
final class FormatSniffer {
  private static final int LOOKED_AT = 20_000;
  private static final int BEGINNING = 2_000;

  private static final Pattern JATS_SIGN =
      Pattern.compile("<article-meta|<front>|<journal-meta|article-type=|jats|<abstract|<sec[ >]");

  private static final Pattern TAG =
      Pattern.compile("</?([a-z][a-z0-9]{0,15})(?:\\s[^<>]{0,500})?/?>");

  private static final Set<String> HTML_TAGS =
      Set.of(
          ("html head body title meta div p a span ul ol li table tr td h1 h2 h3 h4 br b "
                  + "i em strong article section main header nav img blockquote script style")
              .split(" "));

  private static final int FEWEST_TAGS = 3;

  /** Lines that only Markdown writes so. */
  private static final Pattern STRONG_MARKDOWN =
      Pattern.compile(
          "(?m)^(?:#{1,6} \\S|```|~~~|\\|[ :]*-{3,}[-| :]*\\|\\s*$|!\\[[^\\]]{0,200}\\]\\()");

  private static final Pattern WEAK_MARKDOWN =
      Pattern.compile(
          "\\[[^\\[\\]]{1,200}\\]\\((?:https?:|/|#|mailto:)|\\*\\*\\S[^*\\n]{0,200}\\*\\*|(?m)^> \\S");

  private FormatSniffer() {}

  /** The likely format; never {@link TextFormat#AUTO}. */
  static TextFormat sniff(String source) {
    String text = source.substring(0, Math.min(source.length(), LOOKED_AT));
    String beginning = text.substring(firstInk(text)).toLowerCase(Locale.ROOT);
    if (beginning.startsWith("{")) {
      return TextFormat.JSON;
    }
    if (beginning.startsWith("<!doctype html") || beginning.startsWith("<html")) {
      return TextFormat.HTML;
    }
    if (beginning.startsWith("<")) {
      if (isJats(beginning)) {
        return TextFormat.JATS;
      }
      if (hasTags(beginning, 1)) {
        return TextFormat.HTML;
      }
    }
    if (FrontMatter.of(text).end() > 0 || STRONG_MARKDOWN.matcher(text).find()) {
      return TextFormat.MARKDOWN;
    }
    if (hasTags(beginning, FEWEST_TAGS)) {
      return TextFormat.HTML;
    }
    boolean links = WEAK_MARKDOWN.matcher(text).results().limit(2).count() == 2;
    return links ? TextFormat.MARKDOWN : TextFormat.PLAIN;
  }

  private static int firstInk(String text) {
    int i = 0;
    while (i < text.length() && (WhiteSpace.is(text.charAt(i)) || text.charAt(i) == '\uFEFF')) {
      i++;
    }
    return i;
  }

  private static boolean isJats(String text) {
    String beginning = text.substring(0, Math.min(text.length(), BEGINNING));
    return beginning.contains("<article") && JATS_SIGN.matcher(beginning).find();
  }

  /** Whether the text, in small letters, holds as many tags of HTML. */
  private static boolean hasTags(String text, int count) {
    return TAG.matcher(text)
            .results()
            .filter(tag -> HTML_TAGS.contains(tag.group(1)))
            .limit(count)
            .count()
        == count;
  }
}
