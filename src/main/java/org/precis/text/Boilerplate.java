package org.precis.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * Tells a page's text from what surrounds it: navigation, site header and footer, asides, cookie
 * notices, forms, hidden elements, blocks of links. What holds more than half of the page's text is
 * never boilerplate, unless it is hidden.
 */
final class Boilerplate {
  /** How much text an element holds, and how. */
  private static final class Weight {
    int text;
    int linkText;
    int links;
    boolean inContent;
  }

  private static final Set<String> DROPPED_TAGS = Set.of("nav", "aside", "form", "dialog", "menu");

  private static final Set<String> DROPPED_ROLES =
      Set.of(
          ("navigation banner contentinfo complementary search form dialog alertdialog "
                  + "menu menubar toolbar")
              .split(" "));

  /**
   * Elements whose class says what they are; a heading's or paragraph's id is often a word of it.
   */
  private static final Set<String> NAMED =
      Set.of("div", "ul", "ol", "section", "p", "span", "table");

  private static final Pattern CHROME_NAME =
      Pattern.compile(
          "(?:.*[-_])?(?:breadcrumbs?|navbar|nav|navigation|side-?bar|menu|pagination|pager"
              + "|skip-?(?:to-?)?(?:link|nav|content|main)s?|share-?(?:bar|buttons?|links?|tools?)"
              + "|social-?(?:share|sharing|links|media|icons|bar|buttons)|ads?|adverts?"
              + "|advertisements?|sponsored|newsletter|subscribe|pop-?up|modal|toolbar|comments)"
              + "(?:[-_](?:bar|list|wrapper|wrap|container|block|box|menu|links|items?|section))*");

  private static final Pattern COOKIE_NAME =
      Pattern.compile(
          ".*(?:cookie|consent|gdpr|ccpa).*(?:notice|banner|bar|pop-?up|modal|message|consent"
              + "|overlay|law|info|wall|box|dialog|disclaimer|alert|warning).*"
              + "|(?:.*[-_])?(?:cookies?|gdpr)|onetrust.*");

  private static final Pattern HIDDEN_NAME =
      Pattern.compile("hidden|d-none|sr-only|visually-?hidden|screen-reader-(?:text|only)");

  private static final Pattern SHOWN_NAME =
      Pattern.compile("(?:.{1,6}:|d-..-)(?:block|flex|grid|inline.{0,8}|table)");

  private static final Pattern HIDING_STYLE =
      Pattern.compile(
          "(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)", Pattern.CASE_INSENSITIVE);

  private static final Set<String> LINK_BLOCKS =
      Set.of("div", "ul", "ol", "dl", "section", "table", "p");

  private static final int LONGEST_NAME = 60;
  private static final int FEWEST_LINKS = 3;
  private static final double LINK_SHARE = 0.7;

  /** A block with this much text outside its links is text with many links. */
  private static final int TEXT_BESIDE_LINKS = 150;

  private static final int LEAST_CONTENT = 200;

  private final Map<Element, Weight> weights = new HashMap<>();
  private final Set<Element> elements = new HashSet<>();
  private final Element content;
  private final int total;

  Boilerplate(Element body) {
    NodeTraversor.traverse(new Weighing(), body);
    total = weights.get(body).text;
    content = findContent(body);
    for (Map.Entry<Element, Weight> entry : weights.entrySet()) {
      if (!entry.getKey().equals(content) && isBoilerplate(entry.getKey(), entry.getValue())) {
        elements.add(entry.getKey());
      }
    }
  }

  /** The element that holds the text. */
  Element content() {
    return content;
  }

  /** The elements to drop. */
  Set<Element> elements() {
    return elements;
  }

  private Element findContent(Element body) {
    for (String selector : List.of("main, [role=main]", "article")) {
      List<Element> candidates = body.select(selector);
      long all = 0;
      Element heaviest = body;
      for (Element candidate : candidates) {
        int text = weights.get(candidate).text;
        all += text;
        boolean first = heaviest.equals(body);
        heaviest = first || text > weights.get(heaviest).text ? candidate : heaviest;
      }
      int text = weights.get(heaviest).text;
      // Of several articles none is the page's text, unless the others are small beside it.
      if (!heaviest.equals(body) && text * 2L > all && text >= Math.min(LEAST_CONTENT, total / 2)) {
        return heaviest;
      }
    }
    return body;
  }

  private boolean isBoilerplate(Element element, Weight weight) {
    if (isHidden(element)) {
      return true;
    }
    return weight.text * 2L <= total
        && (isChrome(element, weight) || element.attr("aria-hidden").equals("true"));
  }

  private static boolean isHidden(Element element) {
    if (element.hasAttr("hidden") || HIDING_STYLE.matcher(element.attr("style")).find()) {
      return true;
    }
    Set<String> names = element.classNames();
    return names.stream().anyMatch(name -> matches(HIDDEN_NAME, name))
        && names.stream().noneMatch(name -> matches(SHOWN_NAME, name));
  }

  private static boolean isChrome(Element element, Weight weight) {
    String tag = element.normalName();
    if (DROPPED_TAGS.contains(tag) || DROPPED_ROLES.contains(element.attr("role"))) {
      return true;
    }
    if (tag.equals("header") || tag.equals("footer")) {
      return !weight.inContent;
    }
    return (NAMED.contains(tag) && hasName(element))
        || (LINK_BLOCKS.contains(tag) && isLinks(weight));
  }

  private static boolean hasName(Element element) {
    return isChromeName(element.id())
        || element.classNames().stream().anyMatch(Boilerplate::isChromeName);
  }

  private static boolean isChromeName(String name) {
    return matches(CHROME_NAME, name) || matches(COOKIE_NAME, name);
  }

  private static boolean matches(Pattern pattern, String name) {
    return name.length() <= LONGEST_NAME
        && pattern.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  private static boolean isLinks(Weight weight) {
    return weight.links >= FEWEST_LINKS
        && weight.linkText >= LINK_SHARE * weight.text
        && weight.text - weight.linkText < TEXT_BESIDE_LINKS;
  }

  /** Weighs every element on the way back up from what it holds. */
  private final class Weighing implements NodeVisitor {
    private final Deque<Weight> open = new ArrayDeque<>();
    private int openLinks;
    private int openContents;

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode text && !open.isEmpty()) {
        int ink = (int) text.getWholeText().chars().filter(c -> !WhiteSpace.is(c)).count();
        open.element().text += ink;
        open.element().linkText += openLinks > 0 ? ink : 0;
      } else if (node instanceof Element element) {
        Weight weight = new Weight();
        weight.inContent = openContents > 0;
        open.push(weight);
        weights.put(element, weight);
        openLinks += isLink(element) ? 1 : 0;
        openContents += isContent(element) ? 1 : 0;
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (!(node instanceof Element element)) {
        return;
      }
      openLinks -= isLink(element) ? 1 : 0;
      openContents -= isContent(element) ? 1 : 0;
      Weight weight = open.pop();
      if (!open.isEmpty() && !HtmlVocabulary.isNeverText(element)) {
        Weight outer = open.element();
        outer.text += weight.text;
        outer.linkText += weight.linkText;
        outer.links += weight.links + (isLink(element) ? 1 : 0);
      }
    }

    private static boolean isLink(Element element) {
      return element.normalName().equals("a") && element.hasAttr("href");
    }

    private static boolean isContent(Element element) {
      return switch (element.normalName()) {
        case "main", "article", "section" -> true;
        default -> element.attr("role").equals("main");
      };
    }
  }
}
