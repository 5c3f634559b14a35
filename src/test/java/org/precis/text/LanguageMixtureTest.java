package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.precis.text.LanguageMixture.Component;

class LanguageMixtureTest {
  private static LanguageEvidence between(double advantageOfA, int weight) {
    return new LanguageEvidence(List.of("a", "b"), new double[] {advantageOfA, 0}, weight);
  }

  @Test
  void aClearBlockIsItsOwnLanguage() {
    List<Component> found = LanguageMixture.of(List.of(between(20, 300), between(-20, 100)));
    assertEquals(List.of("a", "b"), found.stream().map(Component::tag).toList());
    assertEquals(List.of(300, 100), found.stream().map(Component::weight).toList());
    assertEquals(1, found.get(1).agreement(), 1e-6);
  }

  @Test
  void aDoubtfulBlockIsWhatItsNeighboursAre() {
    List<Component> found =
        LanguageMixture.of(List.of(between(20, 200), between(-1, 200), between(20, 200)));
    assertEquals(1, found.size(), found::toString);
    assertEquals("a", found.get(0).tag());
    // Two blocks are certain, one says a with e^-1 against 1.
    assertEquals((2 + Math.exp(-1) / (1 + Math.exp(-1))) / 3, found.get(0).agreement(), 1e-6);
  }

  @Test
  void doubtInEveryBlockStaysInTheAgreement() {
    List<Component> found =
        LanguageMixture.of(List.of(between(0.5, 100), between(0.5, 100), between(0.5, 100)));
    assertTrue(found.get(0).agreement() < 0.65, found::toString);
  }

  @Test
  void aScriptOfItsOwnIsToldBySight() {
    List<Component> found =
        LanguageMixture.of(List.of(LanguageEvidence.only("th", 10), between(20, 100)));
    assertEquals(new Component("th", 10, 1, true), found.get(1));
    assertTrue(!found.get(0).bySight());
  }
}
