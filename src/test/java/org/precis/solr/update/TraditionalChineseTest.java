package org.precis.solr.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Transliterator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.precis.cli.SolrHome;

class TraditionalChineseTest {
  private static final String FILE = "/solr-conf/precis/conf/traditional-simplified.txt";

  /** If ICU has changed its mind, the lines that are expected here are the file's new ones. */
  @Test
  void theConfigsetMapsWhatIcuMaps() throws Exception {
    Transliterator icu = Transliterator.getInstance("Traditional-Simplified");
    List<String> expected = new ArrayList<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String traditional = Character.toString(c);
      if (UScript.getScript(c) == UScript.HAN) {
        String simplified = icu.transliterate(traditional);
        if (!simplified.equals(traditional)) {
          expected.add(String.format("\"%s\" => \"%s\"", traditional, simplified));
        }
      }
    }
    try (var file = SolrHome.class.getResourceAsStream(FILE)) {
      List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertEquals(expected, lines.stream().filter(line -> !line.startsWith("#")).toList());
    }
  }
}
