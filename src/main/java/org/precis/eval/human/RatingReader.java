package org.precis.eval.human;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads the key of a form, and forms that raters filled. */
public final class RatingReader {
  /** What spreadsheets part cells by. */
  private static final String SEPARATORS = "[,;\t]";

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int KEY_CELLS = 4;

  private RatingReader() {}

  /**
   * What the key says.
   *
   * @throws IOException if there is no key, or it is damaged
   */
  static Map<String, Ratings.Unit> key(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "no file "
              + file
              + ", the key that was written beside the form; nothing can be read without it");
    }
    Map<String, Ratings.Unit> units = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", KEY_CELLS);
      if (cells.length < KEY_CELLS) {
        throw new IOException("%s line %d is no row of a key".formatted(file, i + 1));
      }
      units.put(cells[0], new Ratings.Unit(cells[1], cells[2], cells[3]));
    }
    return units;
  }

  /**
   * Ratings by several raters.
   *
   * @param directory of the form; its key lies beside it
   * @param filled one table of each rater, as a spreadsheet or the page saved it
   * @throws IOException if a file cannot be read or a cell is no rating; the message says where
   */
  public static Ratings read(Path directory, List<Path> filled) throws IOException {
    Map<String, Ratings.Unit> units = key(RatingForm.key(directory));
    List<Map<String, Map<Criterion, Integer>>> raters = new ArrayList<>();
    for (Path file : filled) {
      raters.add(rater(file, units));
    }
    return new Ratings(units, raters);
  }

  private static Map<String, Map<Criterion, Integer>> rater(
      Path file, Map<String, Ratings.Unit> units) throws IOException {
    List<String> lines = lines(file);
    List<String> header = lines.isEmpty() ? List.of() : cells(lines.get(0));
    if (!header.contains("id")) {
      throw new IOException(
          file + " has no column 'id' in its first line; fill the form's own table");
    }
    Map<String, Map<Criterion, Integer>> ratings = new LinkedHashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String place = file + " line " + (i + 1);
      List<String> cells = cells(lines.get(i));
      String id = cell(cells, header.indexOf("id"));
      if (id.isEmpty()) {
        continue;
      }
      if (!units.containsKey(id)) {
        throw new IOException(
            "%s rates '%s', which the form does not have; do form and table belong together?"
                .formatted(place, id));
      }
      if (ratings.put(id, row(cells, header, place)) != null) {
        throw new IOException(place + " rates '" + id + "' a second time");
      }
    }
    return ratings;
  }

  private static Map<Criterion, Integer> row(List<String> cells, List<String> header, String place)
      throws IOException {
    Map<Criterion, Integer> row = new EnumMap<>(Criterion.class);
    for (Criterion criterion : Criterion.values()) {
      int column = header.indexOf(criterion.key());
      if (column < 0) {
        throw new IOException("%s: there is no column '%s'".formatted(place, criterion.key()));
      }
      String cell = cell(cells, column);
      if (!cell.isEmpty()) {
        OptionalInt rating = rating(cell);
        if (rating.isEmpty()) {
          throw new IOException(
              "%s has %s '%s'; a rating is a whole number from %d to %d, or left open"
                  .formatted(place, criterion.key(), cell, Criterion.LOWEST, Criterion.HIGHEST));
        }
        row.put(criterion, rating.getAsInt());
      }
    }
    return row;
  }

  private static OptionalInt rating(String cell) {
    int rating = cell.length() == 1 ? Character.digit(cell.charAt(0), 10) : -1;
    return rating >= Criterion.LOWEST && rating <= Criterion.HIGHEST
        ? OptionalInt.of(rating)
        : OptionalInt.empty();
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new IOException(file + " is not UTF-8; save it as CSV in UTF-8", e);
    }
  }

  /** No cell of a form holds a separator, so that quotation marks can simply go. */
  private static List<String> cells(String line) {
    return Arrays.stream(line.split(SEPARATORS, -1))
        .map(cell -> cell.replace("\"", "").replace(BYTE_ORDER_MARK, "").strip())
        .toList();
  }

  private static String cell(List<String> cells, int column) {
    return column < cells.size() ? cells.get(column) : "";
  }
}
