package org.precis.solr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.solr.common.util.NamedList;
import org.junit.jupiter.api.Test;
import org.precis.summarize.EngineConfig;
import org.precis.text.TextFormat;

class ComponentSettingsTest {
  private static final SectionFields SECTIONS =
      new SectionFields("sections", "text", "heading", "level", "ordinal", "merged");

  @Test
  void aTextFieldIsAllThatHasToBeSaid() {
    ComponentSettings settings = ComponentSettings.parse(list("fl", "body"));

    assertEquals(
        new HitFields(List.of("body"), "title", "lang", "", TextFormat.AUTO, SECTIONS),
        settings.fields());
    assertEquals(RequestLimits.DEFAULT, settings.limits());
    assertEquals(List.of("default"), settings.engines().stream().map(EngineConfig::name).toList());
  }

  @Test
  void everySettingIsRead() {
    ComponentSettings settings =
        ComponentSettings.parse(
            list(
                "fl", "body, notes",
                "fl", List.of("abstract"),
                "title.fl", "headline",
                "lang.fl", "language",
                "format.fl", "kind",
                "format", "html",
                "sections.fl", "",
                "text.fl", "",
                "heading.fl", "",
                "level.fl", "",
                "ordinal.fl", "",
                "merged.fl", "",
                "rows", 3,
                "maxRows", "7",
                "timeAllowed", 100,
                "maxTimeAllowed", 200));

    assertEquals(
        new HitFields(
            List.of("body", "notes", "abstract"),
            "headline",
            "language",
            "kind",
            TextFormat.HTML,
            SectionFields.NONE),
        settings.fields());
    assertEquals(new RequestLimits(3, 7, 100, 200), settings.limits());
  }

  @Test
  void enginesKeepTheirOrder() {
    NamedList<Object> engines =
        list("zeta", list("type", "extractive"), "alpha", list("type", "extractive"));

    ComponentSettings settings = ComponentSettings.parse(list("fl", "body", "engines", engines));

    assertEquals(
        List.of("zeta", "alpha"), settings.engines().stream().map(EngineConfig::name).toList());
  }

  @Test
  void mistakesAreNamed() {
    refused(
        "unknown setting 'maxrows'; known are engines, fl, format,", "fl", "body", "maxrows", 3);
    refused("no text field is named", "rows", 3);
    refused("'rows' must be a whole number, got 'many'", "fl", "body", "rows", "many");
    refused("'rows' must be from 0 to 'maxRows' (20), got 21", "fl", "body", "rows", 21);
    refused("'timeAllowed' must be from 0 to 'maxTimeAllowed'", "fl", "body", "timeAllowed", -1);
    refused("'format' must be one of auto, plain,", "fl", "body", "format", "docx");
    refused("'engines' must be a list of named engines", "fl", "body", "engines", "bart");
    refused("'engines' is empty", "fl", "body", "engines", list());
    refused("engine 'a' must be a <lst>", "fl", "body", "engines", list("a", "bart"));
    refused(
        "engine 'a' is declared twice",
        "fl",
        "body",
        "engines",
        list("a", list("type", "extractive"), "a", list("type", "extractive")));
    refused(
        "engine 'a': ", "fl", "body", "engines", list("a", list("type", "extractive", "wings", 2)));
  }

  private static void refused(String message, Object... settings) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ComponentSettings.parse(list(settings)));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static NamedList<Object> list(Object... namesAndValues) {
    NamedList<Object> list = new NamedList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      list.add((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return list;
  }
}
