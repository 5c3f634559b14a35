package org.precis.text;

import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Reads scientific articles in JATS XML: title, abstracts, body, appendices and acknowledgements;
 * not references, notes and replies. DTDs and entities of their own are never read, so nothing is
 * ever fetched or expanded.
 */
final class JatsReader implements FormatReader {
  /** Deeper sections count as this deep. */
  private static final int DEEPEST_LEVEL = 50;

  private static final Set<String> BLOCKS =
      Set.of(
          ("p sec title subtitle list list-item def-list def-item fig caption table-wrap "
                  + "table tr boxed-text disp-quote disp-formula abstract ack app app-group "
                  + "verse-group verse-line statement code speech attrib trans-title")
              .split(" "));

  private static final Set<String> SKIPPED =
      Set.of(
          ("ref-list label fn fn-group permissions object-id tex-math annotation graphic media "
                  + "bio contrib-group sec-meta glyph-data alt-text table-wrap-foot comment")
              .split(" "));

  private static final MarkupWalk.Vocabulary VOCABULARY = new Vocabulary();

  @Override
  public Optional<Document> read(String source, Metadata caller) {
    org.jsoup.nodes.Document xml = Parser.xmlParser().setTrackPosition(true).parseInput(source, "");
    Element article = xml.selectFirst("article");
    Outline outline = new Outline();
    Metadata known = caller;
    if (article == null) {
      if (xml.selectFirst("sec, p, abstract") == null) {
        return Optional.empty();
      }
      MarkupWalk.add(xml, VOCABULARY, source, 0, outline);
    } else {
      known =
          caller
              .withStatedId(text(article, "front article-id[pub-id-type=doi]", source))
              .withStatedTitle(text(article, "front article-title", source))
              .withStatedLanguage(article.attr("xml:lang"));
      addArticle(article, source, outline);
    }
    return outline.isEmpty() ? Optional.empty() : Optional.of(outline.document(known, source));
  }

  private static void addArticle(Element article, String source, Outline outline) {
    for (Element summary : article.select("article > front abstract")) {
      // Graphical abstracts and highlights repeat the abstract.
      if (!summary.hasAttr("abstract-type")) {
        Element title = summary.selectFirst("> title");
        int at = Math.max(0, summary.sourceRange().startPos());
        if (title == null) {
          outline.heading(1).replace("Abstract", at, at);
        }
        MarkupWalk.add(summary, VOCABULARY, source, 0, outline);
      }
    }
    for (Element part : article.children()) {
      if (part.normalName().equals("body")) {
        outline.untitled();
        MarkupWalk.add(part, VOCABULARY, source, 0, outline);
      } else if (part.normalName().equals("back")) {
        for (Element section : part.children()) {
          if (Set.of("ack", "app", "app-group", "sec", "glossary").contains(section.normalName())) {
            outline.untitled();
            MarkupWalk.add(section, VOCABULARY, source, 0, outline);
          }
        }
      }
    }
  }

  private static String text(Element article, String selector, String source) {
    Element element = article.selectFirst(selector);
    if (element == null) {
      return "";
    }
    Outline one = new Outline();
    MarkupWalk.add(element, VOCABULARY, source, 0, one);
    return one.body().text();
  }

  /** The elements of JATS. */
  private static final class Vocabulary implements MarkupWalk.Vocabulary {
    @Override
    public MarkupWalk.Role role(Element element) {
      String name = element.normalName();
      Element parent = element.parent();
      String parentName = parent == null ? "" : parent.normalName();
      if (SKIPPED.contains(name)) {
        return MarkupWalk.Role.SKIPPED;
      }
      return switch (name) {
        case "title" -> isHeaded(parentName) ? MarkupWalk.Role.HEADING : MarkupWalk.Role.BLOCK;
        case "td", "th", "term", "def" -> MarkupWalk.Role.CELL;
        case "break" -> MarkupWalk.Role.LINE_BREAK;
        case "preformat" -> MarkupWalk.Role.PREFORMATTED;
        case "sup" -> isNoteMark(element) ? MarkupWalk.Role.SKIPPED : MarkupWalk.Role.INLINE;
        default -> BLOCKS.contains(name) ? MarkupWalk.Role.BLOCK : MarkupWalk.Role.INLINE;
      };
    }

    private static boolean isHeaded(String parent) {
      return switch (parent) {
        case "sec", "abstract", "ack", "app", "glossary" -> true;
        default -> false;
      };
    }

    /** A superscript that refers to a reference or note. */
    private static boolean isNoteMark(Element element) {
      Element child = element.firstElementChild();
      return child != null && child.normalName().equals("xref");
    }

    @Override
    public int headingLevel(Element element) {
      int level = 0;
      for (Element e = element.parent(); e != null && level < DEEPEST_LEVEL; e = e.parent()) {
        level += isHeaded(e.normalName()) ? 1 : 0;
      }
      return Math.max(1, level);
    }
  }
}
