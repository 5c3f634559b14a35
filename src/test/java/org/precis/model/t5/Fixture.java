package org.precis.model.t5;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A checkpoint under {@code parity/} with the values that Hugging Face computes with it. */
public final class Fixture {
  public static final String T5 = "t5-relu-tied";
  public static final String MT5 = "mt5-gated-untied";

  private Fixture() {}

  /** A directory or file of {@code parity/}. */
  public static Path path(String name) {
    try {
      return Path.of(Fixture.class.getResource("/parity/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A JSON file of {@code parity/}. */
  public static JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(path(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows of ids, cut where {@code mask} is 0 or, without a mask, at the first −100. */
  public static List<int[]> rows(JsonNode ids, JsonNode mask) {
    List<int[]> rows = new ArrayList<>();
    for (int row = 0; row < ids.size(); row++) {
      List<Integer> kept = new ArrayList<>();
      for (int i = 0; i < ids.get(row).size(); i++) {
        int id = ids.get(row).get(i).asInt();
        if (mask.isMissingNode() ? id != -100 : mask.get(row).get(i).asInt() == 1) {
          kept.add(id);
        }
      }
      rows.add(kept.stream().mapToInt(Integer::intValue).toArray());
    }
    return rows;
  }

  /** All numbers below a node, in order. */
  public static float[] floats(JsonNode node) {
    List<Float> values = new ArrayList<>();
    collect(node, values);
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }

  private static void collect(JsonNode node, List<Float> values) {
    if (node.isArray()) {
      StreamSupport.stream(node.spliterator(), false).forEach(child -> collect(child, values));
    } else {
      values.add((float) node.asDouble());
    }
  }

  /** The sources of a batch. */
  public static List<int[]> sources(JsonNode batch) {
    return rows(batch.get("input_ids"), batch.get("attention_mask"));
  }

  /** The targets of a batch. */
  public static List<int[]> targets(JsonNode batch) {
    return rows(batch.get("labels"), batch.path("none"));
  }
}
