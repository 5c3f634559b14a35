package org.precis.solr;

import java.util.ArrayList;
import java.util.List;
import org.precis.text.Span;

/**
 * The stored values that a document's body was put together from, so that a place in the body can
 * be named as a place in a field. Immutable.
 */
final class StoredParts {
  /** Parts the values in the body, so that no sentence runs from one into the next. */
  static final String SEPARATOR = "\n\n";

  /**
   * A place in a stored field.
   *
   * @param document unique key of the child document that has the field; empty for the hit itself
   * @param field the field
   * @param value index among the field's values
   * @param start offset of the first character in that value, in UTF-16 units
   * @param end offset after the last character
   */
  record Place(String document, String field, int value, int start, int end) {}

  /**
   * A stored value.
   *
   * @param document unique key of the child document that has it; empty for the hit itself
   * @param field its field
   * @param value index among the field's values
   * @param text the value
   * @param start where it begins in the body
   */
  record Part(String document, String field, int value, String text, int start) {
    private int end() {
      return start + text.length();
    }
  }

  private final List<Part> parts = new ArrayList<>();

  private StoredParts() {}

  /** Puts the values that are not blank together, field by field. */
  static StoredParts of(List<FieldValues> fields) {
    StoredParts all = new StoredParts();
    int start = 0;
    for (FieldValues field : fields) {
      for (int i = 0; i < field.values().size(); i++) {
        Part part = new Part(field.document(), field.name(), i, field.values().get(i), start);
        if (!part.text().isBlank()) {
          all.parts.add(part);
          start = part.end() + SEPARATOR.length();
        }
      }
    }
    return all;
  }

  /** The values in order. */
  List<Part> parts() {
    return List.copyOf(parts);
  }

  /** The body: all values, parted by {@link #SEPARATOR}. */
  String body() {
    return String.join(SEPARATOR, parts.stream().map(Part::text).toList());
  }

  /**
   * The places that a range of the body covers: one, unless it reaches over several values.
   *
   * @param span a range of the body
   */
  List<Place> places(Span span) {
    return parts.stream()
        .filter(part -> span.start() < part.end() && span.end() > part.start())
        .map(
            part ->
                new Place(
                    part.document(),
                    part.field(),
                    part.value(),
                    Math.max(span.start(), part.start()) - part.start(),
                    Math.min(span.end(), part.end()) - part.start()))
        .toList();
  }

  /**
   * The values of one field.
   *
   * @param document unique key of the child document that has them; empty for the hit itself
   * @param name the field
   * @param values its stored values, in order
   */
  record FieldValues(String document, String name, List<String> values) {
    /** Values of the hit itself. */
    FieldValues(String name, List<String> values) {
      this("", name, values);
    }

    FieldValues {
      values = List.copyOf(values);
    }
  }
}
