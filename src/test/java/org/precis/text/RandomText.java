package org.precis.text;

import java.util.Random;

/** Random texts of the kind that breaks parsers. Prints its seed; {@code -Dtests.seed} replays. */
public final class RandomText {
  private static final String[] PIECES = {
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u00A0",
    "\u3000",
    "\0",
    "\uFEFF",
    "\u00AD",
    "\u200F",
    "\u2029",
    "word",
    "Dr.",
    "U.S.",
    "3.14",
    "e.g.",
    "end.Next",
    "...",
    "…",
    "?!",
    "“quoted.”",
    "« Oui ! »",
    "مرحبا؟",
    "یہ ہے۔",
    "यह है।",
    "এটা।",
    "你好。",
    "「はい。」",
    "สวัสดี ครับ",
    "မင်္ဂလာပါ။",
    "안녕.",
    "\uD83D\uDE00",
    "\uD800",
    "\uDC00",
    "&amp;",
    "&nbsp;",
    "&copy",
    "&#x41;",
    "&#xD800;",
    "&bogus;",
    "&",
    ";",
    "<",
    ">",
    "<p>",
    "</p>",
    "<div class=\"nav\">",
    "</div>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<table><tr><td>",
    "</table>",
    "<br>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<sec>",
    "<title>",
    "</title>",
    "<article>",
    "<body>",
    "<pre>",
    "<b>",
    "</i>",
    "<form>",
    "<a href=#>",
    "<sup>",
    "# ",
    "## ",
    "===",
    "---",
    "- ",
    "1. ",
    "> ",
    "`",
    "```\n",
    "*",
    "**",
    "_",
    "[",
    "](",
    ")",
    "![",
    "| a | b |\n|---|---|\n",
    "\\*",
    "\\",
    "{",
    "}",
    "\"body\":",
    "\"sections\":[",
    "\"text\":\"",
    "\"",
    ",",
    "\\n",
    "\\u0041",
    "\\ud800",
    "1 Title\n\n"
  };

  private final Random random;

  private RandomText(Random random) {
    this.random = random;
  }

  /** A source of random texts; every call in a test run begins with the same seed. */
  public static RandomText seeded() {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    System.out.println("replay with -Dtests.seed=" + seed);
    return new RandomText(new Random(seed));
  }

  /** A text of up to {@code most} pieces. */
  public String next(int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
      if (random.nextInt(8) == 0) {
        text.append((char) random.nextInt(0x10000));
      }
    }
    return text.toString();
  }

  /** A number from 0 to {@code bound} exclusively. */
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
