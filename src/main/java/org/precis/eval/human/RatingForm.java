package org.precis.eval.human;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.precis.eval.HtmlText;

/**
 * A form for raters: a page that shows the texts and takes the ratings, and a table for those who
 * rather fill one. Items come in random order, the systems of each item in random order under
 * letters; the key to them is a file of its own.
 */
public final class RatingForm {
  static final String KEY_HEADER = "id,language,example,system";

  private static final String PAGE = "form.html";

  /** Systems of an item are called by letters. */
  private static final int MOST_SYSTEMS = 26;

  private final List<String> systems;
  private final List<Entry> entries = new ArrayList<>();
  private final List<RatingItem> items;

  /** A summary under its blind name. */
  private record Entry(String id, RatingItem item, int system) {}

  /**
   * A form.
   *
   * @param systems names, distinct
   * @param items with a summary of each system
   * @param seed repeats the order
   * @throws IllegalArgumentException if there are no items, or names that do not tell systems apart
   */
  public RatingForm(List<String> systems, List<RatingItem> items, long seed) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("a form needs at least one item, got 0");
    }
    if (systems.size() > MOST_SYSTEMS || systems.stream().distinct().count() < systems.size()) {
      throw new IllegalArgumentException(
          "a form compares up to %d files with different names, got %s; rename some"
              .formatted(MOST_SYSTEMS, systems));
    }
    this.systems = List.copyOf(systems);
    Random random = new Random(seed);
    List<RatingItem> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, random);
    this.items = List.copyOf(shuffled);
    for (int i = 0; i < shuffled.size(); i++) {
      List<Integer> order =
          IntStream.range(0, systems.size())
              .boxed()
              .collect(Collectors.toCollection(ArrayList::new));
      Collections.shuffle(order, random);
      for (int place = 0; place < order.size(); place++) {
        String id = (i + 1) + String.valueOf((char) ('A' + place));
        entries.add(new Entry(id, shuffled.get(i), order.get(place)));
      }
    }
  }

  /** The file beside a form's directory that says which system wrote what. */
  public static Path key(Path directory) {
    Path whole = directory.toAbsolutePath().normalize();
    return whole.resolveSibling(whole.getFileName() + ".key.csv");
  }

  /**
   * Writes {@code form.html} and {@code form.csv} into a directory, and the key beside it, so that
   * the directory can be given away.
   *
   * @throws IOException if a file is there already or cannot be written
   */
  public void write(Path directory) throws IOException {
    Path key = key(directory);
    if (Files.exists(key)) {
      throw new IOException(
          key + " is there already; without it filled forms are lost, so name another directory");
    }
    Files.createDirectories(directory);
    Files.writeString(key, keyTable());
    Files.writeString(directory.resolve("form.csv"), emptyTable());
    Files.writeString(directory.resolve(PAGE), page());
  }

  private String keyTable() {
    StringBuilder table = new StringBuilder(KEY_HEADER).append('\n');
    for (Entry entry : entries) {
      table.append(entry.id()).append(',').append(entry.item().language()).append(',');
      table.append(entry.item().number()).append(',').append(systems.get(entry.system()));
      table.append('\n');
    }
    return table.toString();
  }

  private String emptyTable() {
    StringBuilder table = new StringBuilder("id");
    for (Criterion criterion : Criterion.values()) {
      table.append(',').append(criterion.key());
    }
    table.append('\n');
    String blanks = ",".repeat(Criterion.values().length);
    entries.forEach(entry -> table.append(entry.id()).append(blanks).append('\n'));
    return table.toString();
  }

  private String page() throws IOException {
    String template;
    try (InputStream in = RatingForm.class.getResourceAsStream(PAGE)) {
      template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      item(body, i + 1, items.get(i));
    }
    String columns =
        Arrays.stream(Criterion.values())
            .map(criterion -> "\"" + criterion.key() + "\"")
            .collect(Collectors.joining(", "));
    return template
        .replace("{{form}}", Integer.toHexString(keyTable().hashCode()))
        .replace("{{criteria}}", columns)
        .replace("{{questions}}", questions())
        .replace("{{items}}", body);
  }

  private static String questions() {
    return Arrays.stream(Criterion.values())
        .map(
            criterion ->
                "<dt>%s</dt><dd>%s</dd>\n".formatted(criterion.key(), criterion.question()))
        .collect(Collectors.joining());
  }

  private void item(StringBuilder body, int number, RatingItem item) {
    body.append("<section>\n<h2>Text ").append(number).append("</h2>\n");
    item.source()
        .ifPresent(text -> folded(body, "text", "The text", " open", item.language(), text));
    folded(body, "text", "A reference summary", "", "", item.reference());
    entries
        .subList((number - 1) * systems.size(), number * systems.size())
        .forEach(entry -> summary(body, entry));
    body.append("</section>\n");
  }

  private static void folded(
      StringBuilder body, String kind, String title, String open, String language, String text) {
    body.append("<details").append(open).append("><summary>").append(title);
    body.append("</summary><p class=\"").append(kind).append("\" dir=\"auto\" lang=\"");
    body.append(HtmlText.escaped(language))
        .append("\">")
        .append(HtmlText.escaped(text))
        .append("</p></details>\n");
  }

  private static void summary(StringBuilder body, Entry entry) {
    String text = entry.item().summaries().get(entry.system());
    body.append("<div class=\"summary\">\n<h3>Summary ").append(entry.id()).append("</h3>\n");
    body.append("<p class=\"text\" dir=\"auto\">");
    body.append(text.isBlank() ? "<em>(empty)</em>" : HtmlText.escaped(text)).append("</p>\n");
    for (Criterion criterion : Criterion.values()) {
      body.append("<fieldset><legend>").append(criterion.key()).append("</legend>");
      for (int rating = Criterion.LOWEST; rating <= Criterion.HIGHEST; rating++) {
        body.append(
            "<label><input type=\"radio\" name=\"%s.%s\" value=\"%d\">%d</label>"
                .formatted(entry.id(), criterion.key(), rating, rating));
      }
      body.append("</fieldset>\n");
    }
    body.append("</div>\n");
  }
}
