package org.precis.text;

import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Reads HTML pages and fragments, however broken. The text is that of {@code main} or of the one
 * {@code article}, where there is one, without {@link Boilerplate}; cells of a table row stand
 * beside each other, list items and captions are paragraphs.
 */
final class HtmlReader implements FormatReader {
  @Override
  public Optional<Document> read(String source, Metadata caller) {
    org.jsoup.nodes.Document page = parse(source);
    Boilerplate boilerplate = new Boilerplate(page.body());
    Outline outline = new Outline();
    MarkupWalk.add(
        boilerplate.content(), new HtmlVocabulary(boilerplate.elements()), source, 0, outline);
    if (outline.isEmpty()) {
      // A page of nothing but links or forms: better those than nothing.
      MarkupWalk.add(page.body(), new HtmlVocabulary(Set.of()), source, 0, outline);
    }
    Metadata known =
        caller.withStatedTitle(title(page)).withStatedLanguage(page.select("html").attr("lang"));
    return Optional.of(outline.document(known, source));
  }

  /** Adds the text of a piece of HTML in another source, in which it stands at {@code where}. */
  static void addFragment(String source, Span where, Outline outline) {
    Element body = parse(source.substring(where.start(), where.end())).body();
    MarkupWalk.add(body, new HtmlVocabulary(Set.of()), source, where.start(), outline);
  }

  private static org.jsoup.nodes.Document parse(String html) {
    return Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
  }

  private static String title(org.jsoup.nodes.Document page) {
    String title = page.title();
    if (title.isBlank()) {
      title = page.select("meta[property=og:title]").attr("content");
    }
    if (title.isBlank()) {
      Element heading = page.selectFirst("h1");
      title = heading == null ? "" : heading.text();
    }
    return title;
  }
}
