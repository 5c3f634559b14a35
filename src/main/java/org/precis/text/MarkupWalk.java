package org.precis.text;

import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * Takes the text out of a parsed HTML or XML tree, in one pass without recursion. One per pass; not
 * thread-safe.
 */
final class MarkupWalk implements NodeFilter {
  private static final String CDATA_OPENING = "<![CDATA[";

  /** What an element does to the text around it. */
  enum Role {
    INLINE,
    /** A paragraph, or what holds paragraphs. */
    BLOCK,
    /** Parted from its neighbours by a space. */
    CELL,
    /** A line break; two of them part paragraphs. */
    LINE_BREAK,
    PREFORMATTED,
    HEADING,
    /** Left out with everything inside. */
    SKIPPED
  }

  /** What a vocabulary says of its elements. */
  interface Vocabulary {
    Role role(Element element);

    /** Level of an element whose role is heading, from 1. */
    int headingLevel(Element element);
  }

  private final Vocabulary vocabulary;
  private final int base;
  private final Outline outline;
  private final MarkupText prose;
  private final MarkupText raw;
  private CleanText to;

  /** The heading that is being read; null outside. */
  private Element heading;

  private int lengthAtLineBreak = -1;

  private MarkupWalk(Vocabulary vocabulary, String source, int base, Outline outline) {
    this.vocabulary = vocabulary;
    this.base = base;
    this.outline = outline;
    this.prose = MarkupText.ofHtml(source);
    this.raw = MarkupText.raw(source);
    this.to = outline.body();
  }

  /**
   * Adds the text below {@code root} to {@code outline}.
   *
   * @param base offset in {@code source} of what the tree was parsed from
   */
  static void add(Node root, Vocabulary vocabulary, String source, int base, Outline outline) {
    NodeTraversor.filter(new MarkupWalk(vocabulary, source, base, outline), root);
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode text) {
      addText(text);
    } else if (node instanceof Element element && depth > 0) {
      return enter(element);
    }
    return FilterResult.CONTINUE;
  }

  private FilterResult enter(Element element) {
    switch (vocabulary.role(element)) {
      case INLINE -> {}
      case BLOCK -> to.paragraph();
      case CELL -> to.space();
      case LINE_BREAK -> breakLine();
      case PREFORMATTED -> {
        to.paragraph();
        to.keepBlankLines(true);
      }
      case HEADING -> beginHeading(element);
      case SKIPPED -> {
        return FilterResult.SKIP_ENTIRELY;
      }
    }
    return FilterResult.CONTINUE;
  }

  private void beginHeading(Element element) {
    if (heading != null) {
      to.space(); // a heading inside a heading
      return;
    }
    heading = element;
    to = outline.heading(vocabulary.headingLevel(element));
  }

  private void breakLine() {
    if (lengthAtLineBreak == to.length()) {
      to.paragraph();
    } else {
      to.space();
    }
    lengthAtLineBreak = to.length();
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (depth == 0 || !(node instanceof Element element)) {
      return FilterResult.CONTINUE;
    }
    if (element.equals(heading)) {
      heading = null;
      to = outline.body();
      return FilterResult.CONTINUE;
    }
    switch (vocabulary.role(element)) {
      case BLOCK -> to.paragraph();
      case CELL -> to.space();
      case PREFORMATTED -> {
        to.paragraph();
        to.keepBlankLines(false);
      }
      default -> {}
    }
    return FilterResult.CONTINUE;
  }

  private void addText(TextNode node) {
    Range range = node.sourceRange();
    if (!range.isTracked()) {
      return; // made up by the parser
    }
    int start = base + range.startPos();
    int end = base + range.endPos();
    if (node instanceof CDataNode) {
      raw.add(node.getWholeText(), start + CDATA_OPENING.length(), end, to);
    } else {
      prose.add(node.getWholeText(), start, end, to);
    }
  }
}
