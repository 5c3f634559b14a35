package org.precis.solr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.precis.solr.StoredParts.FieldValues;
import org.precis.solr.StoredParts.Place;
import org.precis.text.Span;

class StoredPartsTest {
  private final StoredParts parts =
      StoredParts.of(
          List.of(
              new FieldValues("body", List.of("One two.")),
              new FieldValues("notes", List.of("Three.", " ", "Four."))));

  @Test
  void bodyHoldsEveryValueThatIsNotBlank() {
    assertEquals("One two.\n\nThree.\n\nFour.", parts.body());
  }

  @Test
  void aPlaceNamesTheFieldTheValueAndTheOffsetsInIt() {
    int start = parts.body().indexOf("our");
    assertEquals(
        List.of(new Place("", "notes", 2, 1, 4)), parts.places(new Span(start, start + 3)));
    assertEquals(List.of(new Place("", "body", 0, 4, 8)), parts.places(new Span(4, 8)));
  }

  @Test
  void aRangeOverTwoValuesIsTwoPlaces() {
    assertEquals(
        List.of(new Place("", "body", 0, 4, 8), new Place("", "notes", 0, 0, 5)),
        parts.places(new Span(4, 15)));
  }

  @Test
  void noStoredValueIsAnEmptyBody() {
    assertEquals("", StoredParts.of(List.of(new FieldValues("body", List.of()))).body());
  }
}
