package org.precis.solr;

import static org.precis.solr.SummaryParams.badRequest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.params.SolrParams;
import org.apache.solr.schema.IndexSchema;
import org.precis.summarize.SummaryEngine;
import org.precis.summarize.SummaryOptions;

/** Reads and checks the parameters of requests. Immutable and thread-safe. */
final class SummaryCallParser {
  private final ComponentSettings settings;
  private final Map<String, SummaryEngine> engines;

  /**
   * @param engines open engines by name, in the order of {@link ComponentSettings#engines()}
   */
  SummaryCallParser(ComponentSettings settings, Map<String, SummaryEngine> engines) {
    this.settings = settings;
    this.engines = new LinkedHashMap<>(engines);
  }

  /**
   * Reads a request.
   *
   * @throws SolrException 400 with the rule, the value and the remedy
   */
  SummaryCall parse(SolrParams params, IndexSchema schema) {
    SummaryParams.refuseUnknown(params);
    RequestLimits limits = settings.limits();
    SummaryEngine engine = engine(params.get(SummaryParams.ENGINE));
    return new SummaryCall(
        engine,
        fields(params, schema),
        number(params, SummaryParams.ROWS, limits.rows(), limits.maxRows(), "maxRows"),
        number(
            params,
            SummaryParams.TIME_ALLOWED,
            limits.timeAllowedMillis(),
            limits.maxTimeAllowedMillis(),
            "maxTimeAllowed"),
        options(params, engine));
  }

  private SummaryEngine engine(String name) {
    if (name == null) {
      return engines.get(settings.engines().get(0).name());
    }
    SummaryEngine engine = engines.get(name.trim());
    if (engine == null) {
      throw badRequest(
          String.format(
              "%s must name a configured engine, got '%s'; configured are %s",
              SummaryParams.ENGINE, name, String.join(", ", engines.keySet())));
    }
    return engine;
  }

  private HitFields fields(SolrParams params, IndexSchema schema) {
    HitFields fields = settings.fields();
    String[] text = params.getParams(SummaryParams.FIELDS);
    if (text != null) {
      List<String> names = ComponentSettings.fieldNames(Arrays.asList(text));
      if (names.isEmpty()) {
        throw badRequest(
            String.format(
                "%s must name at least one stored text field, got '%s'; leave it out for %s",
                SummaryParams.FIELDS, String.join(",", text), String.join(", ", fields.text())));
      }
      names.forEach(name -> requireField(SummaryParams.FIELDS, name, schema));
      fields = fields.withText(names);
    }
    String language = params.get(SummaryParams.LANGUAGE_FIELD);
    if (language != null) {
      requireField(SummaryParams.LANGUAGE_FIELD, language, schema);
      fields = fields.withLanguage(language);
    }
    return fields;
  }

  private void requireField(String parameter, String field, IndexSchema schema) {
    if (schema.getFieldOrNull(field) == null) {
      throw badRequest(
          String.format(
              "%s must name fields of the schema, got '%s'; name a stored field such as %s",
              parameter, field, String.join(", ", settings.fields().text())));
    }
  }

  private static int number(
      SolrParams params, String name, int otherwise, int max, String maxSetting) {
    String value = params.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value.trim());
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, like a number out of range.
    }
    throw badRequest(
        String.format(
            "%s must be a whole number from 0 to %d, got '%s'; stay in the range, or raise '%s' of the"
                + " summarize component in solrconfig.xml",
            name, max, value, maxSetting));
  }

  private static SummaryOptions options(SolrParams params, SummaryEngine engine) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String option : SummaryParams.options()) {
      String value = params.get(SummaryParams.ofOption(option));
      if (value != null) {
        values.put(option, value.trim());
      }
    }
    try {
      return SummaryOptions.parse(values, engine.config());
    } catch (IllegalArgumentException e) {
      throw badRequest("summarize.*: " + e.getMessage());
    }
  }
}
