package org.precis.eval;

/** Plain text inside HTML. */
public final class HtmlText {
  private HtmlText() {}

  /** The text with all signs escaped that mean something in an element or a quoted attribute. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
