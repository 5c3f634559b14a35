package org.precis.solr.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class IndexableTextTest {
  @Test
  void textStaysTheSameObject() {
    String text = "Tabs\tand\r\nlines, 😀, \uE000, \u200D, é, 語";
    assertSame(text, IndexableText.of(text));
    assertSame("", IndexableText.of(""));
  }

  @Test
  void whatIsNoTextIsReplacedInPlace() {
    assertEquals("a\uFFFDb", IndexableText.of("a\uD83Db"));
    assertEquals("\uFFFD\uFFFD", IndexableText.of("\uDE00\uD83D"));
    assertEquals("\uFFFD😀", IndexableText.of("\uD83D😀"));
    assertEquals("\uFFFD\uFFFD\uFFFD", IndexableText.of("\uFFFE\uFFFF\uFDD0"));
    assertEquals("a b c d", IndexableText.of("a\u0000b\u001Bc\u0085d"));
  }

  @Test
  void shorteningCutsNoPair() {
    assertEquals("abc", IndexableText.shortened("abc", 3));
    assertEquals("ab…", IndexableText.shortened("abc", 2));
    assertEquals("a…", IndexableText.shortened("a😀b", 2));
    assertEquals("a😀…", IndexableText.shortened("a😀b", 3));
  }
}
