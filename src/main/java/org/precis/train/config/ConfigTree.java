package org.precis.train.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A YAML file as maps, lists and single values, with values set from outside. */
final class ConfigTree {
  private ConfigTree() {}

  /**
   * Reads a file.
   *
   * @param assignments {@code key=value} with dots between levels; each replaces what the file has
   * @throws IOException if the file cannot be read
   * @throws ConfigException if it is no YAML map, or an assignment is malformed
   */
  static Map<String, Object> read(Path file, List<String> assignments) throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    Object content = parse(Files.readString(file), file.toString());
    if (content != null) {
      copy(content, tree, file.toString());
    }
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new ConfigException("'%s' must be key=value".formatted(assignment));
      }
      String[] keys = assignment.substring(0, equals).split("\\.");
      set(tree, keys, parse(assignment.substring(equals + 1), assignment), assignment);
    }
    return tree;
  }

  private static Object parse(String yaml, String where) {
    try {
      return new Load(LoadSettings.builder().setLabel(where).setAllowDuplicateKeys(false).build())
          .loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new ConfigException("%s is no YAML: %s".formatted(where, e.getMessage()), e);
    }
  }

  private static void copy(Object content, Map<String, Object> into, String where) {
    if (!(content instanceof Map<?, ?> map)) {
      throw new ConfigException(where + " must hold keys and values");
    }
    map.forEach((key, value) -> into.put(String.valueOf(key), value));
  }

  private static void set(Map<String, Object> tree, String[] keys, Object value, String where) {
    Map<String, Object> at = tree;
    for (int i = 0; i < keys.length - 1; i++) {
      Map<String, Object> below = new LinkedHashMap<>();
      Object present = at.get(keys[i]);
      if (present != null) {
        copy(present, below, "'" + keys[i] + "' of " + where);
      }
      at.put(keys[i], below);
      at = below;
    }
    at.put(keys[keys.length - 1], value);
  }

  /** Every single value by its path, such as {@code data.train[0]}. */
  static Map<String, String> flat(Map<String, Object> tree) {
    Map<String, String> flat = new TreeMap<>();
    tree.forEach((key, value) -> flatten(key, value, flat));
    return flat;
  }

  private static void flatten(String path, Object value, Map<String, String> into) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> flatten(path + "." + key, each, into));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        flatten(path + "[" + i + "]", list.get(i), into);
      }
    } else {
      into.put(path, String.valueOf(value));
    }
  }
}
