package org.precis.solr.update;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.solr.common.SolrDocumentBase;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.SolrInputField;
import org.apache.solr.common.util.Utils;

/** Text out of whatever a client may send as a field's value. Stateless. */
final class FieldText {
  /** The modifiers of an atomic update. */
  private static final Set<String> MODIFIERS =
      Set.of("set", "add", "add-distinct", "remove", "removeregex", "inc");

  private FieldText() {}

  /** True for a value that says how to change a field, such as {@code {set: …}}. */
  static boolean isModifier(Object value) {
    return value instanceof Map<?, ?> map
        && !(value instanceof SolrDocumentBase)
        && !map.isEmpty()
        && MODIFIERS.containsAll(map.keySet());
  }

  /** The texts of a value, a list of values, or nothing. */
  static List<String> texts(Object value) {
    List<String> texts = new ArrayList<>();
    collect(value, texts);
    return texts;
  }

  private static void collect(Object value, List<String> texts) {
    if (value instanceof Collection<?> several) {
      several.forEach(one -> collect(one, texts));
    } else if (value != null) {
      texts.add(text(value));
    }
  }

  /** Bytes are read as UTF-8, objects become JSON, everything else is written as Java does. */
  private static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof Map<?, ?>) {
      return Utils.toJSONString(plain(value));
    }
    return value.toString();
  }

  /** Maps, lists and texts, out of the documents that Solr makes of JSON objects. */
  private static Object plain(Object value) {
    if (value instanceof SolrInputDocument document) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (SolrInputField field : document) {
        map.put(field.getName(), plain(field.getValue()));
      }
      return map;
    }
    if (value instanceof Map<?, ?> object) {
      Map<String, Object> map = new LinkedHashMap<>();
      object.forEach((key, inner) -> map.put(String.valueOf(key), plain(inner)));
      return map;
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(FieldText::plain).toList();
    }
    return value instanceof Number || value instanceof Boolean || value == null
        ? value
        : text(value);
  }
}
