package org.precis.solr.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.solr.common.SolrInputDocument;
import org.junit.jupiter.api.Test;

class FieldTextTest {
  @Test
  void everyValueIsAText() {
    assertEquals(List.of(), FieldText.texts(null));
    assertEquals(List.of("a"), FieldText.texts("a"));
    assertEquals(List.of("7", "true", "2.5"), FieldText.texts(List.of(7, true, 2.5)));
    assertEquals(List.of("größer"), FieldText.texts("größer".getBytes(UTF_8)));
    assertEquals(
        List.of("a", "b", "c"),
        FieldText.texts(new ArrayList<>(Arrays.asList("a", null, List.of("b", List.of("c"))))));
  }

  @Test
  void objectsBecomeJson() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("title", "T \"x\"");
    object.put("list", Arrays.asList(1, null, "z"));
    object.put("bytes", "ü".getBytes(UTF_8));
    assertEquals(
        "{'title':'T \\'x\\'','list':[1,null,'z'],'bytes':'ü'}",
        FieldText.texts(object)
            .get(0)
            .replaceAll("\\s", "")
            .replace("T\\", "T \\")
            .replace('"', '\''));

    SolrInputDocument document = new SolrInputDocument("title", "T");
    document.setField("parts", List.of(new SolrInputDocument("text", "x")));
    assertEquals(
        "{'title':'T','parts':[{'text':'x'}]}",
        FieldText.texts(document).get(0).replaceAll("\\s", "").replace('"', '\''));
  }

  @Test
  void aModifierIsAMapOfNothingElse() {
    assertTrue(FieldText.isModifier(Map.of("set", "x")));
    assertTrue(FieldText.isModifier(Map.of("add", "x", "remove", "y")));
    assertFalse(FieldText.isModifier(Map.of()));
    assertFalse(FieldText.isModifier(Map.of("set", "x", "text", "y")));
    assertFalse(FieldText.isModifier(new SolrInputDocument("set", "x")));
    assertFalse(FieldText.isModifier("set"));
  }
}
