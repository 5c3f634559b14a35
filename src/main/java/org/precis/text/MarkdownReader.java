package org.precis.text;

import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Reads CommonMark with tables and front matter. Text of links, images, code and of HTML in between
 * is kept; the row of a table is a paragraph.
 */
final class MarkdownReader implements FormatReader {
  /** Unclosed angle brackets cost the parser quadratic time; no text of people has so many. */
  private static final int MOST_UNCLOSED_BRACKETS = 1_000;

  private final Parser parser =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .extensions(List.of(TablesExtension.create()))
          .build();

  @Override
  public Optional<Document> read(String source, Metadata caller) {
    long unclosed = source.chars().map(c -> c == '<' ? 1 : c == '>' ? -1 : 0).asLongStream().sum();
    if (unclosed > MOST_UNCLOSED_BRACKETS) {
      return Optional.empty();
    }
    FrontMatter front = FrontMatter.of(source);
    Outline outline = new Outline();
    new Walk(source, front.end(), outline).visit(parser.parse(source.substring(front.end())));
    return Optional.of(outline.document(front.addTo(caller), source));
  }

  /** One pass over the tree, without recursion: quotes may be nested ten thousand deep. */
  private static final class Walk {
    private final String source;
    private final int base;
    private final Outline outline;
    private final MarkupText prose;
    private final MarkupText code;
    private CleanText to;

    Walk(String source, int base, Outline outline) {
      this.source = source;
      this.base = base;
      this.outline = outline;
      this.prose = MarkupText.ofMarkdown(source);
      this.code = MarkupText.raw(source);
      this.to = outline.body();
    }

    void visit(Node root) {
      Node node = root;
      while (node != null) {
        enter(node);
        Node next = node.getFirstChild();
        while (next == null && node != null) {
          leave(node);
          next = node.getNext();
          node = node.getParent();
        }
        node = next;
      }
    }

    private void enter(Node node) {
      if (node instanceof Heading heading) {
        to = outline.heading(heading.getLevel());
      } else if (node instanceof TableCell) {
        to.space();
      } else if (node instanceof Block || node instanceof TableRow) {
        to.paragraph();
      }
      if (node instanceof Text text) {
        add(text, text.getLiteral(), prose);
      } else if (node instanceof Code inline) {
        add(inline, inline.getLiteral(), code);
      } else if (node instanceof FencedCodeBlock block) {
        addFenced(block);
      } else if (node instanceof IndentedCodeBlock block) {
        add(block, block.getLiteral(), code);
      } else if (node instanceof HtmlBlock block) {
        HtmlReader.addFragment(source, span(block.getSourceSpans()), outline);
        to = outline.body();
      } else if (node instanceof SoftLineBreak) {
        to.wrap();
      } else if (node instanceof HardLineBreak) {
        to.space();
      }
    }

    private void leave(Node node) {
      if (node instanceof Heading) {
        to = outline.body();
      } else if (node instanceof ListItem) {
        to.paragraph();
      }
    }

    private void add(Node node, String literal, MarkupText text) {
      Span span = span(node.getSourceSpans());
      text.add(literal, span.start(), span.end(), to);
    }

    private void addFenced(FencedCodeBlock block) {
      List<SourceSpan> lines = block.getSourceSpans();
      Span inside = span(lines.subList(Math.min(1, lines.size()), lines.size()));
      to.keepBlankLines(true);
      code.add(block.getLiteral(), inside.start(), inside.end(), to);
      to.keepBlankLines(false);
    }

    private Span span(List<SourceSpan> spans) {
      if (spans.isEmpty()) {
        return new Span(base, base);
      }
      SourceSpan last = spans.get(spans.size() - 1);
      return new Span(
          base + spans.get(0).getInputIndex(), base + last.getInputIndex() + last.getLength());
    }
  }
}
