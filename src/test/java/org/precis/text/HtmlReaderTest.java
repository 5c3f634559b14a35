package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReaderTest {
  private static Document parse(String source) {
    return new DocumentParser().parse("1", "", source, TextFormat.HTML);
  }

  private static String text(String source) {
    return parse(source).sections().stream().map(Section::text).collect(Collectors.joining("|"));
  }

  @Test
  void aPageYieldsItsArticleOnly() {
    Document document =
        parse(
            """
            <!DOCTYPE html><html lang="pt-BR"><head><title>Ponte nova | Diário</title>
            <style>p {}</style></head><body class="has-sidebar">
            <header><a href="/">Diário</a></header>
            <nav><ul><li><a href="/a">Home</a></li></ul></nav>
            <div class="breadcrumbs"><a href="/b">Cidade</a> &gt; Obras</div>
            <main><h1>Ponte nova</h1><p>A ponte abriu.</p>
            <h2>Custos</h2><p>Caro.</p></main>
            <aside>Leia mais</aside><div id="cookie-banner">Usamos cookies</div>
            <script>var x = "<p>no</p>";</script><footer>Fim</footer></body></html>
            """);
    assertEquals("Ponte nova", document.title());
    assertEquals("pt-BR", document.language());
    assertEquals("A ponte abriu.", document.sections().get(0).text());
    assertEquals("Custos", document.sections().get(1).heading());
    assertEquals(1, document.sections().get(1).level());
    assertEquals(2, document.sections().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<nav>gone</nav>",
        "<aside>gone</aside>",
        "<header>gone</header>",
        "<footer>gone</footer>",
        "<form><p>gone</p></form>",
        "<script>gone</script>",
        "<noscript>gone</noscript>",
        "<p hidden>gone</p>",
        "<p style='color:red; display: NONE'>gone</p>",
        "<span class='sr-only'>gone</span>",
        "<div aria-hidden=true>gone</div>",
        "<div role=navigation>gone</div>",
        "<div class='site-nav menu'>gone</div>",
        "<ul class='breadcrumb'><li>gone</ul>",
        "<div class='CookieConsent'>gone</div>",
        "<div class='share-buttons'>gone</div>",
        "<ul><li><a href=1>gone</a><li><a href=2>gone</a><li><a href=3>gone</a></ul>",
        "<sup><a href='#n1'>gone</a></sup>",
        "<button>gone</button>",
        "<select><option>gone</select>",
        "<template>gone</template>",
      })
  void boilerplateIsDropped(String html) {
    String page = "<body><p>The text of the page, which is long enough to win.</p>" + html;
    assertEquals("The text of the page, which is long enough to win.", text(page));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<table><tr><th>kept</th></tr></table>",
        "<ul><li>kept</ul>",
        "<dl><dt>kept</dl>",
        "<figure><img src=x><figcaption>kept</figcaption></figure>",
        "<blockquote>kept</blockquote>",
        "<pre>kept</pre>",
        "<article><header>kept</header></article>",
        "<div class='hidden md:block'>kept</div>",
        "<div class='cookie-recipe'>kept</div>",
        "<h2 id=navigation>kept</h2><p>text</p>",
        "<p>See <a href=1>kept</a>.</p>",
        "<center>kept</center>",
        "<unknown>kept</unknown>",
      })
  void textIsKept(String html) {
    String page = "<body><p>The text of the page, which is long enough to win.</p>" + html;
    assertTrue(
        parse(page).sections().stream().anyMatch(s -> (s.heading() + s.text()).contains("kept")),
        () -> parse(page).sections().toString());
  }

  @Test
  void aFormAroundTheWholePageIsNoBoilerplate() {
    assertEquals("All the text.", text("<form id=aspnet><p>All the text.</p><input></form>"));
  }

  @Test
  void aPageOfLinksOnlyKeepsThem() {
    assertEquals("one", text("<nav><a href=1>one</a></nav>"));
  }

  @Test
  void theOneArticleIsPreferredToWhatStandsAround() {
    String story = "Long story. ".repeat(30).strip();
    assertEquals(
        story, text("<body><p>Weather: rain</p><article><p>" + story + "</p></article><p>More"));
  }

  @Test
  void rowsAndItemsAndLineBreaks() {
    assertEquals(
        "Year mm\n\n2020 12.5\n\na\n\nb\n\nline one line two\n\nnew paragraph",
        text(
            "<table><tr><th>Year<th>mm<tr><td>2020<td>12.5</table><ul><li>a<li>b</ul>"
                + "line one<br>line two<br><br>new paragraph"));
  }

  @Test
  void rubyReadingsGo() {
    assertEquals("東京", text("<ruby>東<rp>(</rp><rt>とう</rt>京<rt>きょう</rt></ruby>"));
  }

  @Test
  void aTitleThatIsNotTheHeadingLeavesTheHeadingAlone() {
    Document document = parse("<title>Site</title><h1>Story</h1><p>x</p>");
    assertEquals("Site", document.title());
    assertEquals("Story", document.sections().get(0).heading());
  }

  @Test
  void theHeadingIsTheTitleWhereNoOtherIsStated() {
    Document document = parse("<header><h1>Story</h1></header><p>x</p>");
    assertEquals("Story", document.title());
  }

  @Test
  void brokenHtmlStillGivesItsText() {
    assertEquals("bold and more\n\nlast", text("<p><b>bold</i> and more<div>last</p"));
  }

  @Test
  void offsetsPassEntitiesTagsAndCdata() {
    String source =
        "<p>Fish &amp; <b>chips</b>&nbsp;&mdash;   2&#48;20</p>\r\n<p>Next &unknown; one</p>";
    Section section = parse(source).sections().get(0);
    assertEquals("Fish & chips — 2020\n\nNext &unknown; one", section.text());
    for (String word : List.of("Fish", "chips", "Next &unknown; one")) {
      int at = section.text().indexOf(word);
      Span span = section.offsets().toSource(new Span(at, at + word.length()));
      assertEquals(word, source.substring(span.start(), span.end()));
    }
    int year = section.text().indexOf("2020");
    Span span = section.offsets().toSource(new Span(year, year + 4));
    assertEquals("2&#48;20", source.substring(span.start(), span.end()));
  }

  @Test
  void tenThousandLevelsAreRead() {
    for (String tag : List.of("div", "b", "ul><li", "article", "header", "table><tr><td")) {
      Document document = parse(("<" + tag + ">").repeat(10_000) + "deep");
      assertEquals("deep", document.sections().get(0).text(), tag);
    }
  }

  @Test
  void aPageWithoutTextHasNoSections() {
    assertTrue(parse("<html><body><script>x</script></body></html>").sections().isEmpty());
    assertFalse(parse("x").sections().isEmpty());
  }
}
