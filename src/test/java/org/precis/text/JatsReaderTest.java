package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class JatsReaderTest {
  private static final String ARTICLE =
      """
      <?xml version="1.0"?>
      <!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS.dtd" [
        <!ENTITY secret SYSTEM "file:///etc/hostname">]>
      <article xml:lang="en">
      <front><journal-meta><journal-title>Journal</journal-title></journal-meta>
      <article-meta><article-id pub-id-type="doi">10.1000/42</article-id>
      <title-group><article-title>On <italic>E. coli</italic><xref>*</xref></article-title></title-group>
      <abstract><p>We grew it &amp; saw &secret;.</p></abstract>
      <abstract abstract-type="graphical"><p>Picture.</p></abstract></article-meta></front>
      <body><p>Before.</p>
      <sec><label>1</label><title>INTRODUCTION</title><p>It grows<sup><xref>1</xref></sup> fast.</p>
      <sec><title>1.1 Old work</title><p><![CDATA[if a < b & c]]></p>
      <fig><label>Figure 1</label><caption><p>A dish.</p></caption></fig>
      <table-wrap><table><tr><td>a</td><td>b</td></tr></table></table-wrap></sec></sec></body>
      <back><ack><title>Thanks</title><p>To all.</p></ack><ref-list><ref>Ref</ref></ref-list></back>
      </article>
      """;

  private static Document parse(String source) {
    return new DocumentParser().parse("", "", source, TextFormat.JATS);
  }

  @Test
  void frontMatterGivesTitleIdAndLanguage() {
    Document document = parse(ARTICLE);
    assertEquals("10.1000/42", document.id());
    assertEquals("On E. coli*", document.title());
    assertEquals("en", document.language());
  }

  @Test
  void sectionsKeepTheirNesting() {
    assertEquals(
        List.of("1 Abstract", "0 ", "1 Introduction", "2 Old work", "1 Thanks"),
        parse(ARTICLE).sections().stream().map(s -> s.level() + " " + s.heading()).toList());
  }

  @Test
  void textIsCleanAndReferencesAreGone() {
    List<Section> sections = parse(ARTICLE).sections();
    assertEquals("It grows fast.", sections.get(2).text());
    assertEquals("if a < b & c\n\nA dish.\n\na b", sections.get(3).text());
    assertFalse(sections.stream().anyMatch(s -> s.text().contains("Ref")));
  }

  @Test
  void entitiesOfTheDocumentsOwnAreNeverExpanded() {
    assertEquals("We grew it & saw &secret;.", parse(ARTICLE).sections().get(0).text());
  }

  @Test
  void offsetsPassCdata() {
    Section section = parse(ARTICLE).sections().get(3);
    Span span = section.offsets().toSource(new Span(0, "if a < b".length()));
    assertEquals("if a < b", ARTICLE.substring(span.start(), span.end()));
  }

  @Test
  void anArticleCutInTheMiddleGivesWhatItHas() {
    Document document = parse(ARTICLE.substring(0, ARTICLE.indexOf(" fast.")));
    assertEquals("It grows", document.sections().get(2).text());
  }

  @Test
  void whatIsNoXmlIsReadAsPlainText() {
    assertEquals("just < words", parse("just < words").sections().get(0).text());
  }

  @Test
  void tenThousandNestedSectionsAreRead() {
    String source = "<article><body>" + "<sec><title>t</title><p>x</p>".repeat(10_000);
    assertEquals(10_000, parse(source).sections().size());
  }
}
