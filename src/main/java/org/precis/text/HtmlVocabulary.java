package org.precis.text;

import java.util.Set;
import org.jsoup.nodes.Element;

/** The elements of HTML. Not thread-safe: it knows the elements of one page. */
final class HtmlVocabulary implements MarkupWalk.Vocabulary {
  private static final Set<String> NEVER_TEXT =
      Set.of(
          ("head script style noscript template iframe svg canvas object embed audio "
                  + "video map button input select textarea datalist progress meter rt rp "
                  + "annotation annotation-xml")
              .split(" "));

  /** Level of {@code role=heading} without {@code aria-level}, by the ARIA specification. */
  private static final int DEFAULT_ARIA_LEVEL = 2;

  private final Set<Element> dropped;

  /**
   * @param dropped elements that are no part of the text
   */
  HtmlVocabulary(Set<Element> dropped) {
    this.dropped = dropped;
  }

  static boolean isNeverText(Element element) {
    return NEVER_TEXT.contains(element.normalName());
  }

  @Override
  public MarkupWalk.Role role(Element element) {
    if (isNeverText(element) || dropped.contains(element) || isNoteMark(element)) {
      return MarkupWalk.Role.SKIPPED;
    }
    return switch (element.normalName()) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> MarkupWalk.Role.HEADING;
      case "br" -> MarkupWalk.Role.LINE_BREAK;
      case "td", "th" -> MarkupWalk.Role.CELL;
      case "pre" -> MarkupWalk.Role.PREFORMATTED;
      default -> {
        if (element.attr("role").equals("heading")) {
          yield MarkupWalk.Role.HEADING;
        }
        yield element.isBlock() ? MarkupWalk.Role.BLOCK : MarkupWalk.Role.INLINE;
      }
    };
  }

  @Override
  public int headingLevel(Element element) {
    String name = element.normalName();
    if (name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1))) {
      return name.charAt(1) - '0';
    }
    String level = element.attr("aria-level");
    return level.matches("[1-9]") ? Integer.parseInt(level) : DEFAULT_ARIA_LEVEL;
  }

  /** A superscript that links to a note, such as [3]. */
  private static boolean isNoteMark(Element element) {
    if (!element.normalName().equals("sup")) {
      return false;
    }
    Element child = element.firstElementChild();
    return child != null && child.normalName().equals("a") && child.attr("href").startsWith("#");
  }
}
